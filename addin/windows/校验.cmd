@echo off
rem The line this was started with goes on unread: a file name may hold signs that mean something here.
setlocal EnableDelayedExpansion
set "XGY_LINE=!cmdcmdline!"
"%~dp0python\Scripts\python.exe" -I -m xgy_excel.cli addin drop check
pause
rem Not "exit /b": what follows in that line must not run.
exit
