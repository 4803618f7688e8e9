Private Function Answer(functionName As String, arguments As Variant) As Variant
    ' What Python says to a worksheet function. An error is a sentence in the cell, never a dialog.
    Dim caller As Object
    On Error GoTo failed
    If IsObject(Application.Caller) Then Set caller = Application.Caller
    Answer = Server.CallUDF("xgy_excel.udfs", functionName, arguments, Nothing, caller)
    Exit Function
failed:
    Answer = "#XGY! " & LastLine(Err.Description)
End Function

Private Function Server() As Object
    ' Python, started when it is not there. A start that failed is not tried again for a minute: every cell of a sheet
    ' would wait for its own.
    Static again As Date
    If Now < again Then Err.Raise 1000, Description:=NotStarted
    On Error GoTo failed
    Set Server = XLPy
    Exit Function
failed:
    again = Now + TimeSerial(0, 1, 0)
    Err.Raise 1000, Description:=NotStarted
End Function

Private Function NotStarted() As String
    NotStarted = "协管员程序没有应答，请重新打开 Excel；仍不行，请运行安装文件夹里的“自检.cmd”。"
End Function

Private Function LastLine(ByVal text As String) As String
    ' The sentence of an error from Python: its last line, without "ValueError: " before it.
    Dim colon As Long
    text = Replace(text, vbCr, vbLf)
    Do While Right$(text, 1) = vbLf
        text = Left$(text, Len(text) - 1)
    Loop
    text = Mid$(text, InStrRev(text, vbLf) + 1)
    colon = InStr(text, ": ")
    If colon > 1 And Left$(text, 1) Like "[A-Za-z]" And InStr(Left$(text, colon), " ") = 0 Then text = Mid$(text, colon + 2)
    LastLine = Left$(text, 200)
End Function

Private Function Said(row As Long) As String
    ' Chinese words stand in the add-in's own sheet, column A: source text is ASCII.
    Said = ThisWorkbook.Worksheets(1).Cells(row, 1).Value
End Function

Private Sub Describe()
    ' The texts of the function wizard: the sheet has them from column C on, a row for each function with its name, what
    ' it gives, and its arguments. Excel takes them of a visible workbook only, so the add-in is one for that moment.
    Dim texts As Worksheet, row As Long, last As Long, column As Long
    Dim helps() As String
    On Error Resume Next
    Set texts = ThisWorkbook.Worksheets(1)
    Application.ScreenUpdating = False
    ThisWorkbook.IsAddin = False
    For row = 1 To texts.UsedRange.Rows.Count
        last = texts.Cells(row, texts.Columns.Count).End(xlToLeft).Column
        If last > 4 Then
            ReDim helps(1 To last - 4)
            For column = 5 To last
                helps(column - 4) = texts.Cells(row, column).Value
            Next column
            Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & texts.Cells(row, 3).Value, _
                Description:=texts.Cells(row, 4).Value, Category:="协管员", ArgumentDescriptions:=helps
        End If
    Next row
    ThisWorkbook.IsAddin = True
    ThisWorkbook.Saved = True
    Application.ScreenUpdating = True
End Sub
