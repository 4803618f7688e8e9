@echo off
"%~dp0python\Scripts\python.exe" -I -m xgy_excel.cli addin doctor
pause
