@echo off
rem Finds a 64-bit Python 3.11 or newer and lets it install; nothing else is done here.
setlocal
set "PROBE=import sys; sys.exit(sys.version_info < (3, 11) or sys.maxsize < 2**32)"
set "FOUND="
for %%V in (3.14 3.13 3.12 3.11) do if not defined FOUND py -%%V -c "%PROBE%" >nul 2>nul && set "FOUND=py -%%V"
if not defined FOUND python -c "%PROBE%" >nul 2>nul && set "FOUND=python"
if defined FOUND goto install
start "" notepad "%~dp0python.txt"
exit /b 2
:install
%FOUND% -I "%~dp0install.py"
pause
