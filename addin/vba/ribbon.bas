Public Sub Loaded(ribbon As IRibbonUI)
    ' Once, when the ribbon is there.
    Describe
End Sub

Public Sub Press(control As IRibbonControl)
    ' Every button; its tag is the name of a job. It goes to Python as a value, never as part of a statement: a workbook
    ' can bring a ribbon of its own that calls this Sub.
    If ActiveWorkbook Is Nothing Then
        MsgBox "请先打开花名册工作簿。在受保护的视图里，先点“启用编辑”。", vbInformation, "协管员"
        Exit Sub
    End If
    On Error GoTo failed
    XLPy.SetAttr XLPy.Module("xlwings._xlwindows"), "BOOK_CALLER", ActiveWorkbook
    XLPy.Str XLPy.Call(XLPy.Module("xgy_excel.ribbon"), "run", XLPy.Tuple(control.Tag))
    Exit Sub
failed:
    MsgBox NotStarted & vbCrLf & vbCrLf & LastLine(Err.Description), vbExclamation, "协管员"
End Sub
