namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>How code-blocks are coded (ITU-T T.800, table A.19); the numbers are the file's.</summary>
[Flags]
internal enum BlockStyle
{
    Plain = 0,
    Bypasses = 1,
    ResetsContexts = 2,
    EndsEachPass = 4,
    IsVerticallyCausal = 8,
    EndsPredictably = 16,
    MarksSegments = 32,
}
