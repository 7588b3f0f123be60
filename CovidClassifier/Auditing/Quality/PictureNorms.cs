namespace CovidClassifier.Auditing.Quality;

/// <summary>What is usual in a set of pictures, so that a picture can be unusual beside the others.</summary>
internal sealed class PictureNorms(IReadOnlyList<PictureFacts> images)
{
    public UsualRange Median { get; } = UsualRange.Of(images.Select(p => (double)p.Levels.Median));

    public UsualRange Blur { get; } = UsualRange.Of(images.Select(p => p.Blur));

    /// <summary>Logarithm of the longer side.</summary>
    public UsualRange Size { get; } = UsualRange.Of(images.Select(p => Math.Log(Math.Max(p.Width, p.Height))));

    /// <summary>Logarithm of width over height.</summary>
    public UsualRange Aspect { get; } = UsualRange.Of(images.Select(p => Math.Log(p.Aspect)));
}
