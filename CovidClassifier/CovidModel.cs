using CovidClassifier.Auditing.Quality;
using CovidClassifier.Explanation;
using CovidClassifier.Foundation;
using CovidClassifier.Guarding;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Onnx;
using CovidClassifier.Packaging;
using CovidClassifier.Scoring;
using CovidClassifier.Workflows;
using Google.Protobuf;

namespace CovidClassifier;

/// <summary>
/// A trained classifier of chest X-rays: predicts, and saves itself as a zip that plain ML.NET loads too, or as an ONNX file. For research and teaching
/// only, never for diagnosis.
/// All members are safe for several threads at once, <see cref="Dispose"/> included. Owns native memory: dispose it.
/// </summary>
/// <remarks>
/// Images are JPEG, PNG, DICOM, TIFF, WebP, BMP or GIF files of any size up to 100 megapixels, told by their first bytes; the whole picture is stretched to the
/// network's input. The same image gives the same label and the same probabilities here, in ML.NET and in ONNX Runtime.
/// </remarks>
public sealed partial class CovidModel : IDisposable
{
    /// <summary>Share of a picture's pixels that are in colour where it is called a picture in colour; a film that was scanned has fewer.</summary>
    private const double LeastColour = 0.1;

    private readonly IScoringModel _model;
    private readonly DecisionRule _rule;
    private readonly SharedUse<Sessions> _sessions;
    private readonly XRayDataset? _trainedOn;

    private CovidModel(IScoringModel model, ModelCard card)
    {
        Card = card;
        _model = model;
        _rule = CardReader.Rule(card);
        var scorer = new ImageScorer(
            model, card.ClassNames, card.Network.InputWidth, card.Network.InputHeight, card.Sets?.Numbers(card.ClassNames));
        var explainer = new ImageExplainer(model, card.ClassNames, card.Network.InputWidth, card.Network.InputHeight, scorer);
        _sessions = new(new Sessions(model, scorer, explainer), typeof(CovidModel));
    }

    /// <param name="scoringGraph">Made by <see cref="ScoringGraph"/> with the card's class names, positive label and threshold.</param>
    /// <param name="card">What the model says of itself.</param>
    /// <exception cref="ArgumentException">Graph and card do not fit each other.</exception>
    /// <exception cref="NetworkException">ONNX Runtime refuses the graph.</exception>
    internal CovidModel(ModelProto scoringGraph, ModelCard card)
        : this(new GraphScoringModel(scoringGraph.ToByteArray()), card)
    {
    }

    internal CovidModel(TrainedModel trained)
        : this(trained.Model, trained.Card)
    {
        _trainedOn = trained.Dataset;
        HeldOut = trained.HeldOut;
        Search = trained.Search;
    }

    /// <summary>Names of the classes, in the order of <see cref="Prediction.Probabilities"/>.</summary>
    public IReadOnlyList<string> ClassNames => _rule.ClassNames;

    /// <summary>The class that an image gets from <see cref="Threshold"/> on; null where the most probable class is the label.</summary>
    public string? PositiveLabel => _rule.PositiveLabel;

    /// <summary>Probability of <see cref="PositiveLabel"/>, 0 to 1, from which on an image gets that label.</summary>
    public float Threshold => _rule.Threshold;

    /// <summary>What is known of how the model came about, and how well it does.</summary>
    public ModelCard Card { get; }

    /// <summary>The search that found this model's recipe; null where there was none, and for a model that was loaded.</summary>
    public SearchResult? Search { get; }

    /// <param name="scoringGraph">Made by <see cref="ScoringGraph"/> with the card's class names, positive label and threshold.</param>
    /// <param name="card">What the model says of itself.</param>
    /// <exception cref="ArgumentException">Graph and card do not fit each other.</exception>
    /// <exception cref="NetworkException">ONNX Runtime refuses the graph.</exception>
    internal static CovidModel Create(ModelProto scoringGraph, ModelCard card) => new(new GraphScoringModel(scoringGraph.ToByteArray()), card);

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The zip.</param>
    /// <param name="provider">What runs the network; its scores on a few random images are compared with the CPU's first.</param>
    /// <exception cref="ModelFileException">The file is missing, cut off, damaged, of another kind, or made by a newer version of the library.</exception>
    /// <exception cref="NetworkException">This application's ONNX Runtime has no such provider, or its scores differ from the CPU's by more than
    /// 0.001.</exception>
    public static CovidModel Load(string path, ExecutionProvider provider = ExecutionProvider.Cpu)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (IScoringModel model, ModelCard card) = ModelZip.Read(path);
        try
        {
            model = provider == ExecutionProvider.Cpu ? model : model.On(provider);
            return Open(path, model, card);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Classifies an image file.</summary>
    /// <exception cref="ImageFormatException">The file is missing, not a picture, damaged or too large.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public Prediction Predict(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Predict(XRayImage.FromFile(path), cancellationToken);
    }

    /// <summary>Classifies an image; where it has a <see cref="XRayImage.Box"/>, the part in it.</summary>
    /// <inheritdoc cref="Predict(string, CancellationToken)" path="/exception"/>
    public Prediction Predict(XRayImage image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        return Reasoned(use.Value.Scorer.Score(Decode(image, cancellationToken), cancellationToken), image.Encoded);
    }

    /// <summary>Classifies the image that a stream holds, from its position to its end, 256 MB at most; the stream stays open. Waits for the stream: see
    /// <see cref="PredictAsync"/>.</summary>
    /// <inheritdoc cref="Predict(string, CancellationToken)" path="/exception"/>
    public Prediction Predict(Stream image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Predict(EncodedStream.Read(image, cancellationToken), cancellationToken);
    }

    /// <summary>The same without holding a thread while the stream is read; the work that follows is the processor's, and synchronous.</summary>
    /// <inheritdoc cref="Predict(string, CancellationToken)" path="/exception"/>
    public async Task<Prediction> PredictAsync(Stream image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Predict(await EncodedStream.ReadAsync(image, cancellationToken).ConfigureAwait(false), cancellationToken);
    }

    /// <summary>Classifies the image that these bytes, a whole image file, hold.</summary>
    /// <inheritdoc cref="Predict(string, CancellationToken)" path="/exception"/>
    public Prediction Predict(ReadOnlyMemory<byte> image, CancellationToken cancellationToken = default)
    {
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        var source = ImageSource.FromBytes(image);
        return Reasoned(
            use.Value.Scorer.Score(source.Decode(Card.Network.InputWidth, Card.Network.InputHeight, cancellationToken), cancellationToken), source);
    }

    /// <inheritdoc cref="Predict(ReadOnlyMemory{byte}, CancellationToken)"/>
    public Prediction Predict(byte[] image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Predict(image.AsMemory(), cancellationToken);
    }

    /// <summary>Classifies many image files, on all cores; each image is decoded and scored on one core.</summary>
    /// <inheritdoc cref="PredictMany(IEnumerable{XRayImage}, IProgress{PredictionProgress}?, CancellationToken)" path="/returns | /exception | /remarks"/>
    /// <param name="paths">Taken one by one as cores become free.</param>
    /// <param name="progress">Told after each image, from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    public IReadOnlyList<PredictionOutcome> PredictMany(
        IEnumerable<string> paths, IProgress<PredictionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return PredictMany(paths.Select(XRayImage.FromFile), progress, cancellationToken);
    }

    /// <summary>Classifies many images, on all cores; each is decoded and scored on one core. An image that cannot be read is no end: its outcome says
    /// why.</summary>
    /// <param name="images">Taken one by one as cores become free.</param>
    /// <param name="progress">Told after each image, from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <returns>One outcome per image, in the order given.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public IReadOnlyList<PredictionOutcome> PredictMany(
        IEnumerable<XRayImage> images, IProgress<PredictionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        return use.Value.Scorer.ScoreMany(images, Outcome, progress, cancellationToken);

        PredictionOutcome Outcome(XRayImage image, Func<GrayImage, Prediction> score)
        {
            try
            {
                return new PredictionOutcome(image, Reasoned(score(Decode(image, cancellationToken)), image.Encoded));
            }
            catch (ImageFormatException e)
            {
                return new PredictionOutcome(image, e);
            }
        }
    }

    /// <summary>
    /// Writes the model as a zip: ML.NET's pipeline (columns <c>ImageSource</c> in, <c>PredictedLabel</c> and <c>Score</c> out) with the network, and the
    /// model card. The file appears whole or not at
    /// all; an older one is replaced. The same model gives the same bytes. Plain ML.NET loads it after
    /// <c>mlContext.ComponentCatalog.RegisterAssembly(typeof(CovidModel).Assembly)</c>.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written; an older one is then left as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        AtomicFile.Write(path, stream => ModelZip.Write(stream, _model, Card));
    }

    /// <summary>
    /// Writes the network as an ONNX file: input <c>pixels</c>, float [N,1,H,W], gray 0..255; outputs <c>Score</c>, float [N,K] in the order of
    /// <see cref="ClassNames"/>, and
    /// <c>PredictedLabels</c>, text [N]. The file appears whole or not at all.
    /// </summary>
    /// <inheritdoc cref="Save" path="/exception"/>
    /// <exception cref="NetworkException">The model's head is a transformer of ML.NET (lightgbm, fastforest, a trainer of the caller's), which is no ONNX
    /// graph.</exception>
    public void SaveOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        byte[] graph = _model.Graph;
        AtomicFile.Write(path, stream => stream.Write(graph));
    }

    /// <summary>For people: the <see cref="Card"/>, shortened.</summary>
    public override string ToString() => Card.ToString();

    /// <summary>Gives the native memory back; a second call does nothing. Calls that run on other threads end with their results, and the last of them
    /// gives the memory back.</summary>
    public void Dispose() => _sessions.Dispose();

    private static CovidModel Open(string path, IScoringModel model, ModelCard card)
    {
        try
        {
            return new CovidModel(model, card);
        }
        catch (Exception e) when (e is NetworkException or ArgumentException)
        {
            throw new ModelFileException(path, $"its network cannot be used: {e.Message}", e);
        }
    }

    /// <summary>The same with what the graph, which sees gray levels alone, cannot know: a modality that its header states and that is none of X-rays, and,
    /// where the guard does not accept the picture, that it is in colour.</summary>
    private static Prediction Reasoned(Prediction prediction, ImageSource image) =>
        prediction.Guard is not { } guard ? prediction
        : image.HeaderFacts()?.OtherModality is { } modality ? prediction.With(new GuardVerdict(guard.Distance, GuardReason.Modality(modality)))
        : !guard.IsAccepted && ColourShare.Of(image) >= LeastColour ? prediction.With(new GuardVerdict(guard.Distance, GuardReason.Colour))
        : prediction;

    private GrayImage Decode(XRayImage image, CancellationToken cancellationToken) =>
        image.Encoded.Decode(Card.Network.InputWidth, Card.Network.InputHeight, cancellationToken);

    /// <summary>What is held for as long as a call runs.</summary>
    private sealed record Sessions(IScoringModel Model, ImageScorer Scorer, ImageExplainer Explainer) : IDisposable
    {
        public void Dispose()
        {
            Explainer.Dispose();
            Scorer.Dispose();
            Model.Dispose();
        }
    }
}
