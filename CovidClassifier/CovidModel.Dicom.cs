using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CovidClassifier.DicomResults;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Dicom;
using CovidClassifier.Packaging;

namespace CovidClassifier;

public sealed partial class CovidModel
{
    /// <summary>
    /// Classifies an X-ray of a DICOM study and gives the result as objects of that study: a Structured Report with the probabilities (template 1500, as the
    /// profile AI Results of IHE asks) and a Secondary Capture with the heat map of the predicted label. Patient and study are taken over from the X-ray.
    /// For research and teaching only, never for diagnosis: both objects say so.
    /// </summary>
    /// <param name="image">A DICOM file.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <exception cref="ImageFormatException">The file is missing, no DICOM file, damaged, too large, or does not state its study.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public DicomResult CreateDicomResult(XRayImage image, DicomResultOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= new DicomResultOptions();
        // read once, so that header and pixels are of one file
        byte[] bytes = image.ReadBytes();
        DicomStudy study = DicomStudy.Of(new EncodedImage(bytes, image.Name) { Frame = image.Frame });
        XRayImage held = XRayImage.FromBytes(bytes, image.Name) with { Frame = image.Frame, Box = image.Box };
        ResultMaker maker = Maker(study, options);
        (ImageExplanation? explanation, string? noHeatMap) = TryExplain(held, options, cancellationToken);
        Prediction prediction = explanation?.Prediction ?? Predict(held, cancellationToken);

        string[] comments = [Card.ResearchUseOnly, .. Strange(prediction)];
        string description = $"{ResultMaker.Manufacturer}: research only";
        DicomInstance? picture = explanation is null ? null : new SecondaryCapture(study, maker).Write(
            Draw(explanation, comments, options.LongestSide),
            $"Heat map of what speaks for '{explanation.Label}' ({explanation.Prediction}) in an X-ray. {Card.ResearchUseOnly}", $"{description}, heat map");
        var content = new ReportContent(
            [.. prediction.Probabilities.Select(p => new ReportedClass(
                p.Label, Codes.OfLabel(p.Label, options.Findings), p.Probability, p.Label == PositiveLabel ? Threshold : null, p.Label == prediction.Label))],
            explanation?.Label ?? prediction.Label, comments);
        return new DicomResult(
            new DicomSource(study.SopClass, study.SopInstance), prediction, new StructuredReport(study, maker).Write(content, picture, description), picture,
            noHeatMap);
    }

    private (ImageExplanation? Explanation, string? NoHeatMap) TryExplain(XRayImage image, DicomResultOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return (options.HeatMap ? Explain(image, cancellationToken: cancellationToken) : null, null);
        }
        catch (NetworkException e)
        {
            return (null, e.Message);
        }
    }

    /// <summary>What whoever reads the result must know of the image.</summary>
    private static IEnumerable<string> Strange(Prediction prediction) => prediction.Guard is { IsAccepted: false } guard
        ? [$"The image is not like those that the model was trained on: {guard}. The figures say nothing of it."]
        : [];

    private ColourPicture Draw(ImageExplanation explanation, IReadOnlyList<string> comments, int longestSide)
    {
        (byte[] rgba, int width, int height) = explanation.ToColours(longestSide);
        return Caption.Under(
            rgba, width, height,
            [.. comments, string.Create(CultureInfo.InvariantCulture, $"{explanation.Prediction}. Heat map for {explanation.Label}.")]);
    }

    private ResultMaker Maker(DicomStudy study, DicomResultOptions options)
    {
        // the card names the hashes of all training images, the seed and every figure: no two models have the same one
        byte[] hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Card, CardJson.Readable.ModelCard));
        string serial = Convert.ToHexString(hash.AsSpan(0, 8)).ToLowerInvariant();
        DateTimeOffset now = study.Elements.Text(DicomTag.TimeZone) is { } zone && TimeZoneOffset(zone) is { } offset
            ? options.Time.GetUtcNow().ToOffset(offset) : options.Time.GetLocalNow();
        return new ResultMaker(Card.Network.Name, DicomUid.Of("model", Convert.ToHexString(hash).ToLowerInvariant()), serial, Card.LibraryVersion, now);
    }

    /// <summary>An offset as &amp;ZZXX, where &amp; is a sign (PS3.3, C.12.1.1.8); null where it is none.</summary>
    private static TimeSpan? TimeZoneOffset(string zone) =>
        zone is [('+' or '-') and var sign, _, _, _, _] && TimeSpan.TryParseExact(zone[1..], "hhmm", CultureInfo.InvariantCulture, out TimeSpan offset)
            && offset <= TimeSpan.FromHours(14)
            ? sign == '-' ? -offset : offset
            : null;
}
