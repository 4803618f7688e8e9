@echo off
rem The line this was started with goes on unread: a file name may hold signs that mean something here.
setlocal EnableDelayedExpansion
set "XGY_LINE=!cmdcmdline!"
start "" "%~dp0python\Scripts\pythonw.exe" -I -m xgy_excel.cli window
rem Not "exit /b": what follows in that line must not run.
exit
