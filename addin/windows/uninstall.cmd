@echo off
setlocal
"%~dp0python\Scripts\python.exe" -I -m xgy_excel.cli addin uninstall
if errorlevel 1 goto end
rmdir /s /q "%~dp0python"
del "%~dp0xgy.xlam"
:end
pause
