Public Function XgyLook(ByVal bookName As String) As Variant
    ' What the sheets of a workbook hold besides their values, in lines of five: what it is, sheet, place, text, author.
    ' Python would ask it cell by cell, and a call from another process takes its time. books/looking.py reads it.
    Dim ws As Worksheet, found As New Collection, lines() As Variant, one As Variant, i As Long, j As Long
    If TypeName(Application.Caller) = "Range" Then Exit Function ' not for cells of a workbook
    For Each ws In Workbooks(bookName).Worksheets
        LookAtSheet ws, found
    Next
    ReDim lines(1 To found.Count, 1 To 5)
    For Each one In found
        i = i + 1
        For j = 1 To 5
            lines(i, j) = one(j - 1)
        Next
    Next
    XgyLook = lines
End Function

Private Sub LookAtSheet(ws As Worksheet, found As Collection)
    Dim used As Range, state As String
    Set used = Filled(ws)
    If ws.Visible = -1 Then state = "visible"
    If ws.ProtectContents Then state = state & " contents"
    If ws.ProtectDrawingObjects Then state = state & " drawings"
    found.Add Array("sheet", ws.Name, used.Address, state, "")
    LookForMerged ws, used, found
    LookForHidden ws, used, found
    LookForFormulas ws, used, found
    LookForTables ws, found
    LookForNotes ws, found
    LookForFormats ws, found
End Sub

Private Function Filled(ws As Worksheet) As Range
    ' A format far out makes the used range as large as the sheet: then down to the last cell that holds something.
    Dim last As Range
    Set Filled = ws.UsedRange
    If CDbl(Filled.Rows.Count) * Filled.Columns.Count <= 2000000 Then Exit Function
    Set Filled = ws.Range("A1")
    Set last = ws.Cells.Find("*", ws.Range("A1"), -4123, 2, 1, 2)
    If Not last Is Nothing Then Set Filled = ws.Range("A1", ws.Cells(last.Row, ws.Cells.Find("*", ws.Range("A1"), -4123, 2, 2, 2).Column))
End Function

Private Sub LookForMerged(ws As Worksheet, part As Range, found As Collection)
    ' Halves until a part is not merged, or all within one merged area. An area may be told twice.
    Dim merged As Variant, whole As Range, half As Long
    merged = part.MergeCells
    If Not IsNull(merged) Then
        If Not merged Then Exit Sub
        Set whole = part.Cells(1, 1).MergeArea
        If Covers(whole, part) Then
            found.Add Array("merged", ws.Name, whole.Address, "", "")
            Exit Sub
        End If
    End If
    If part.Rows.Count > 1 Then
        half = part.Rows.Count \ 2
        LookForMerged ws, part.Resize(half), found
        LookForMerged ws, part.Offset(half).Resize(part.Rows.Count - half), found
    Else
        half = part.Columns.Count \ 2
        LookForMerged ws, part.Resize(1, half), found
        LookForMerged ws, part.Offset(0, half).Resize(1, part.Columns.Count - half), found
    End If
End Sub

Private Function Covers(whole As Range, part As Range) As Boolean
    Covers = whole.Row <= part.Row And whole.Column <= part.Column _
        And whole.Row + whole.Rows.Count >= part.Row + part.Rows.Count _
        And whole.Column + whole.Columns.Count >= part.Column + part.Columns.Count
End Function

Private Sub LookForHidden(ws As Worksheet, used As Range, found As Collection)
    Dim hidden As Boolean, first As Long, last As Long, r As Long
    last = used.Row + used.Rows.Count - 1
    For r = used.Row To last + 1
        hidden = False
        If r <= last Then hidden = ws.Rows(r).Hidden
        If hidden And first = 0 Then first = r
        If Not hidden And first > 0 Then
            found.Add Array("hidden", ws.Name, "$" & first & ":$" & (r - 1), "", "")
            first = 0
        End If
    Next
End Sub

Private Sub LookForFormulas(ws As Worksheet, used As Range, found As Collection)
    ' Column by column. A text may begin with = too, so the cell itself is asked then.
    Dim mixed As Variant, texts As Variant, has As Boolean, first As Long, r As Long, c As Long
    mixed = used.HasFormula
    If Not IsNull(mixed) Then
        If mixed Then found.Add Array("formula", ws.Name, used.Address, "", "")
        Exit Sub
    End If
    texts = used.Formula
    For c = 1 To UBound(texts, 2)
        first = 0
        For r = 1 To UBound(texts, 1) + 1
            has = False
            If r <= UBound(texts, 1) Then
                If Left$(texts(r, c), 1) = "=" Then has = used.Cells(r, c).HasFormula
            End If
            If has And first = 0 Then first = r
            If Not has And first > 0 Then
                found.Add Array("formula", ws.Name, ws.Range(used.Cells(first, c), used.Cells(r - 1, c)).Address, "", "")
                first = 0
            End If
        Next
    Next
End Sub

Private Sub LookForTables(ws As Worksheet, found As Collection)
    ' Their header and total rows are not written: Excel would name columns after it.
    Dim table As ListObject
    For Each table In ws.ListObjects
        If table.ShowHeaders Then found.Add Array("table", ws.Name, table.HeaderRowRange.Address, "header", "")
        If table.ShowTotals Then found.Add Array("table", ws.Name, table.TotalsRowRange.Address, "total", "")
    Next
End Sub

Private Sub LookForNotes(ws As Worksheet, found As Collection)
    Dim note As Comment
    For Each note In ws.Comments
        found.Add Array("note", ws.Name, note.Parent.Address, note.Text, note.Author)
    Next
End Sub

Private Sub LookForFormats(ws As Worksheet, found As Collection)
    ' Only a condition with a formula can be ours; asking another kind for one is an error.
    Dim words As String, i As Long
    For i = 1 To ws.Cells.FormatConditions.Count
        words = ""
        On Error Resume Next
        words = ws.Cells.FormatConditions(i).Formula1
        On Error GoTo 0
        If words <> "" Then found.Add Array("format", ws.Name, CStr(i), words, "")
    Next
End Sub

Public Function XgyDo(ByVal bookName As String, steps As Variant) As String
    ' Steps of six: what to do, sheet, place, text, two numbers. Returns a line for each that failed: its number from 0,
    ' a tab, the reason. books/steps.py makes them.
    Dim ws As Worksheet, low As Long, i As Long
    If TypeName(Application.Caller) = "Range" Then Exit Function ' not for cells of a workbook
    low = LBound(steps, 2)
    For i = LBound(steps, 1) To UBound(steps, 1)
        On Error Resume Next
        Err.Clear
        Set ws = Workbooks(bookName).Worksheets(steps(i, low + 1))
        If Err.Number = 0 Then DoStep ws, steps(i, low), steps(i, low + 2), steps(i, low + 3), steps(i, low + 4), steps(i, low + 5)
        If Err.Number <> 0 Then XgyDo = XgyDo & (i - LBound(steps, 1)) & vbTab & Err.Description & vbLf
        On Error GoTo 0
    Next
End Function

Private Sub DoStep(ws As Worksheet, what As Variant, place As Variant, words As Variant, one As Variant, other As Variant)
    Select Case what
        Case "note": AddNote ws.Range(place), words, one
        Case "unnote": ws.Range(place).Comment.Delete
        Case "format": AddFormat AreaOf(ws, place), words, one, other
        Case "unformat": ws.Cells.FormatConditions(CLng(place)).Delete
        Case "link": ws.Hyperlinks.Add Anchor:=ws.Range(place), Address:="", SubAddress:=words
        Case "formula": ws.Range(place).Formula = words
        Case "fill": AreaOf(ws, place).Interior.Color = one
        Case "frame": AddFrame AreaOf(ws, place), one
        Case "bold": AreaOf(ws, place).Font.Bold = True
        Case "title": AddTitle ws.Range(place), one
        Case "width": ws.Range(place).ColumnWidth = one
        Case Else: Err.Raise 5
    End Select
End Sub

Private Function AreaOf(ws As Worksheet, place As Variant) As Range
    ' Addresses parted by blanks, for Excel takes one of at most 255 characters at a time.
    Dim part As Variant
    For Each part In Split(place, " ")
        If AreaOf Is Nothing Then
            Set AreaOf = ws.Range(part)
        Else
            Set AreaOf = Application.Union(AreaOf, ws.Range(part))
        End If
    Next
End Function

Private Sub AddNote(cell As Range, words As Variant, high As Variant)
    Dim note As Comment
    Set note = cell.AddComment(words)
    note.Visible = False
    note.Shape.Width = 260
    note.Shape.Height = high
End Sub

Private Sub AddFormat(area As Range, words As Variant, fill As Variant, frame As Variant)
    ' The frame's colour is 24 bits; above them its kind, and four more where the text is bold. books/steps.py makes it.
    Dim condition As FormatCondition, look As Long
    Set condition = area.FormatConditions.Add(Type:=2, Formula1:=words)
    condition.StopIfTrue = False
    condition.Interior.Color = fill
    look = Int(frame / 16777216)
    condition.Borders.LineStyle = Array(1, -4115, -4118, 4)(look Mod 4)
    condition.Borders.Color = frame - look * 16777216#
    If look >= 4 Then condition.Font.Bold = True
End Sub

Private Sub AddFrame(area As Range, colour As Variant)
    With area
        .Borders.LineStyle = 1
        .Borders.Color = colour
        .WrapText = True
        .VerticalAlignment = -4108
    End With
End Sub

Private Sub AddTitle(area As Range, high As Variant)
    With area
        .Merge
        .WrapText = True
        .Font.Bold = True
        .RowHeight = high
    End With
End Sub
