using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Scores;

/// <summary>Writes results as objects of DICOM, and counts the images that are of no study.</summary>
/// <param name="folder">Where to.</param>
/// <param name="model">What scores.</param>
/// <param name="cancellationToken">Honoured within a second.</param>
internal sealed class DicomOut(string folder, CovidModel model, CancellationToken cancellationToken)
{
    private int _written;
    private int _others;
    private string? _firstReason;

    /// <summary>An image was scored.</summary>
    /// <exception cref="IOException">The objects cannot be written.</exception>
    public void Add(ScoreRow row)
    {
        if (row.PredictedLabel is null)
        {
            return;
        }

        try
        {
            model.CreateDicomResult(XRayImage.FromFile(row.Path), cancellationToken: cancellationToken).Save(folder);
            _written++;
        }
        catch (ImageFormatException e)
        {
            _others++;
            _firstReason ??= Sentence.Of(e);
        }
    }

    /// <param name="say">Told what came of it.</param>
    public void Tell(Action<string> say)
    {
        say($"Results in DICOM: of {Figures.Of(_written)} images, in '{folder}'.");
        if (_others > 0)
        {
            say($"Without one: {Figures.Of(_others)} images. The first: {_firstReason}");
        }
    }
}
