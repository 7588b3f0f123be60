namespace CovidClassifier.Auditing.Quality;

/// <summary>Something that makes a picture a bad X-ray. A new fault is a line in <see cref="PictureFaults"/>.</summary>
/// <param name="Name">What the picture is, for example "very dark".</param>
/// <param name="Remark">The figures behind it, for people.</param>
/// <param name="Badness">How bad it is, 0 or more, the worst first; null: it is not.</param>
internal sealed record PictureFault(string Name, Func<PictureFacts, PictureNorms, string> Remark, Func<PictureFacts, PictureNorms, double?> Badness)
{
    /// <summary>Leaves nothing in the picture that other faults could be looked for in. Default false.</summary>
    public bool LeavesNothing { get; init; }

    /// <summary>
    /// Too common and too harmless to make a picture a bad one: it is listed, and whether it tells the label is asked elsewhere. Default false.
    /// </summary>
    public bool IsCommon { get; init; }
}
