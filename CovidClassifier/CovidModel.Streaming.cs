using System.Runtime.CompilerServices;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Scoring;

namespace CovidClassifier;

public sealed partial class CovidModel
{
    /// <summary>Classifies a stream of image files of any length; see
    /// <see cref="ScoreAsync(IAsyncEnumerable{XRayImage}, ScoringOptions?, CancellationToken)"/>.</summary>
    /// <inheritdoc cref="ScoreAsync(IAsyncEnumerable{XRayImage}, ScoringOptions?, CancellationToken)" path="/exception"/>
    /// <param name="paths">Taken as cores become free.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="cancellationToken">Honoured within a second; so is that of the enumeration.</param>
    public IAsyncEnumerable<PredictionOutcome> ScoreAsync(
        IEnumerable<string> paths, ScoringOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return ScoreAsync(paths.Select(XRayImage.FromFile), options, cancellationToken);
    }

    /// <summary>Classifies a stream of images of any length; see
    /// <see cref="ScoreAsync(IAsyncEnumerable{XRayImage}, ScoringOptions?, CancellationToken)"/>.</summary>
    /// <inheritdoc cref="ScoreAsync(IAsyncEnumerable{XRayImage}, ScoringOptions?, CancellationToken)"/>
    public IAsyncEnumerable<PredictionOutcome> ScoreAsync(
        IEnumerable<XRayImage> images, ScoringOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        // a session for one core is not worth loading for one image
        bool areMany = !images.TryGetNonEnumeratedCount(out int count) || count > 1;
        return Score(ParallelStream.Of(images), options ?? new ScoringOptions(), areMany, cancellationToken);
    }

    /// <summary>
    /// Classifies a stream of images of any length: they are decoded on all cores and scored a few at a time, outcomes come in the order of the images as soon
    /// as they are known, and only a bounded number of images is held, however slowly outcomes are taken. An image that cannot be read is no end: its outcome
    /// says why. Work begins with the enumeration and ends with it; each enumeration scores anew. For research and teaching only, never for diagnosis.
    /// </summary>
    /// <param name="images">Taken as cores become free; where the next one is not there yet, those that are there are scored.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="cancellationToken">Honoured within a second; so is that of the enumeration.</param>
    /// <exception cref="NetworkException">The network gives no number for an image: its weights are of no use.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed before the enumeration begins; one that has begun ends whole.</exception>
    public IAsyncEnumerable<PredictionOutcome> ScoreAsync(
        IAsyncEnumerable<XRayImage> images, ScoringOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Score(images, options ?? new ScoringOptions(), areMany: true, cancellationToken);
    }

    /// <summary>What the network is shown of an image: its input's rows of gray, 0 black to 255 white, <see cref="CardNetwork.InputWidth"/> x
    /// <see cref="CardNetwork.InputHeight"/> numbers.</summary>
    /// <exception cref="ImageFormatException">The file is missing, not a picture, damaged or too large.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public float[] ToPixels(XRayImage image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        GrayImage gray = Decode(image, cancellationToken);
        var pixels = new float[gray.Pixels.Length];
        PixelScale.ToFloats(gray.Pixels, pixels);
        return pixels;
    }

    /// <summary>Classifies images that are pixels already, all in one run on all cores.</summary>
    /// <param name="pixels">One image after the other as <see cref="ToPixels"/> gives them: N x rows x columns, gray, 0 black to 255 white.</param>
    /// <param name="cancellationToken">Honoured within one node of the network.</param>
    /// <returns>One prediction per image, in the order given.</returns>
    /// <exception cref="ArgumentException">The number of pixels is no multiple of those of one image, or is 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A pixel is not a number from 0 to 255.</exception>
    /// <exception cref="NetworkException">The network gives no number for an image.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public IReadOnlyList<Prediction> PredictPixels(ReadOnlySpan<float> pixels, CancellationToken cancellationToken = default)
    {
        (int width, int height) = (Card.Network.InputWidth, Card.Network.InputHeight);
        if (pixels.IsEmpty || pixels.Length % (width * height) != 0)
        {
            throw new ArgumentException(
                $"Pixels must come as whole images of {width} x {height}, {width * height} numbers each, got {pixels.Length} numbers.", nameof(pixels));
        }

        foreach (float pixel in pixels)
        {
            if (pixel is not (>= 0 and <= 255))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(pixels), pixel, FormattableString.Invariant($"Pixels must be gray from 0 (black) to 255 (white), got {pixel}."));
            }
        }

        using SharedUse<Sessions>.Use use = _sessions.Begin();
        return use.Value.Scorer.ScorePixels(pixels, width, height, cancellationToken);
    }

    private async IAsyncEnumerable<PredictionOutcome> Score(
        IAsyncEnumerable<XRayImage> images, ScoringOptions options, bool areMany, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using SharedUse<Sessions>.Hold hold = _sessions.BeginHold();
        ImageScorer scorer = hold.Value.Scorer;
        var stream = new ParallelStream(options.BatchSize, options.Workers);
        await foreach (PredictionOutcome outcome in stream.Map(images, (batch, token) => Outcomes(scorer, batch, areMany, token), cancellationToken)
            .ConfigureAwait(false))
        {
            yield return outcome;
        }
    }

    private PredictionOutcome[] Outcomes(ImageScorer scorer, IReadOnlyList<XRayImage> images, bool areMany, CancellationToken cancellationToken)
    {
        var outcomes = new PredictionOutcome[images.Count];
        List<(int Place, GrayImage Pixels)> read = [];
        for (int i = 0; i < images.Count; i++)
        {
            try
            {
                read.Add((i, Decode(images[i], cancellationToken)));
            }
            catch (ImageFormatException e)
            {
                outcomes[i] = new PredictionOutcome(images[i], e);
            }
        }

        Prediction[] predictions = read.Count == 0 ? [] : scorer.ScoreBatch([.. read.Select(r => r.Pixels)], areMany, cancellationToken);
        for (int i = 0; i < predictions.Length; i++)
        {
            int place = read[i].Place;
            outcomes[place] = new PredictionOutcome(images[place], Reasoned(predictions[i], images[place].Encoded));
        }

        return outcomes;
    }
}
