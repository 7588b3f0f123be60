using System.Reflection;
using System.Text.Json.Serialization;
using CovidClassifier.Foundation;
using CovidClassifier.Packaging;
using CovidClassifier.Scoring;

namespace CovidClassifier;

/// <summary>
/// What a saved model says of itself; kept as JSON (UTF-8, camelCase keys) in the entry <c>covid-model-card.json</c> of the model's zip. It describes: the
/// label and the probabilities come from the network's graph alone. A number that is not defined is null in the JSON and NaN here.
/// </summary>
public sealed record ModelCard
{
    /// <summary>The newest <see cref="FormatVersion"/> that this library writes and reads.</summary>
    public const int CurrentFormat = 2;

    /// <summary>From this format on, the zip holds a checksum of each of its parts.</summary>
    internal const int FirstSealedFormat = 2;

    /// <summary>Version of the zip's layout and of this card. Readers refuse a newer one.</summary>
    [JsonPropertyOrder(-1)]
    public int FormatVersion { get; init; } = CurrentFormat;

    /// <summary>Version of the library that made the model.</summary>
    public string LibraryVersion { get; init; } = OwnVersion();

    /// <summary>For what the model may be used.</summary>
    public string ResearchUseOnly { get; init; } = ScoringGraph.ResearchUseOnly;

    /// <summary>Names of the classes, in the order of the probabilities.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>The class that sensitivity and threshold refer to; null where the most probable class is the label.</summary>
    public string? PositiveLabel { get; init; }

    /// <summary>From this probability on, 0 to 1, an image gets the positive label. Without a positive label it plays no part.</summary>
    public float Threshold { get; init; } = 0.5f;

    /// <summary>How calibration and threshold were chosen.</summary>
    public CardDecision Decision { get; init; } = new();

    /// <summary>What the model takes for an image like those that it was trained on; null, and not in the file: it has no guard.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CardGuard? Guard { get; init; }

    /// <summary>Prediction sets, chosen on validation images; null, and not in the file: there are none, and <see cref="NoSets"/> may say why.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CardSets? Sets { get; init; }

    /// <summary>Why there are no prediction sets, as a sentence; null, and not in the file: there are, or nobody asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NoSets { get; init; }

    /// <summary>Traits of images that the model was not trained on, to tell later whether new ones have changed; null, and not in the file: there are
    /// none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CardReference? Reference { get; init; }

    /// <summary>How the model was fitted to the place where it is used; null, and not in the file: it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CardLocal? Local { get; init; }

    /// <summary>The seed that everything random came from.</summary>
    [JsonConverter(typeof(UnsignedSeed))]
    public long Seed { get; init; }

    /// <summary>The network.</summary>
    public required CardNetwork Network { get; init; }

    /// <summary>How an image becomes pixels.</summary>
    public string Pixels { get; init; } = PixelDecisions.Text;

    /// <summary>The images that the model was made from.</summary>
    public CardData Data { get; init; } = new();

    /// <summary>The training recipe: the name of each choice (camelCase) and its value, numbers in invariant culture.</summary>
    public IReadOnlyDictionary<string, string> Recipe { get; init; } = new Dictionary<string, string>();

    /// <summary>One entry per epoch, in order.</summary>
    public IReadOnlyList<EpochRecord> History { get; init; } = [];

    /// <summary>The epoch whose weights the model has, from 1; 0 where it was not trained by epochs.</summary>
    public int BestEpoch { get; init; }

    /// <summary>
    /// Metrics by split: "validation", "test"; "leftOutSources", where each source was left out once, is pooled over them and speaks of models of this recipe
    /// that were trained without the source they are measured on.
    /// </summary>
    public IReadOnlyDictionary<string, CardMetrics> Metrics { get; init; } = new Dictionary<string, CardMetrics>();

    /// <summary>The left-out sources one by one; empty where none was left out.</summary>
    public IReadOnlyList<CardSource> Sources { get; init; } = [];

    /// <summary>What the audits found in all images, with the split of this training; null where they were not run.</summary>
    public AuditResult? Audit { get; init; }

    /// <summary>
    /// What speaks against the figures or against trusting the model, for example that a class is missing from a part of the split, or that no image was left
    /// to calibrate on.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What else a reader should know, for example that the network's last layer was replaced.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Licences of the data and of the weights that training started from.</summary>
    public IReadOnlyList<string> Licences { get; init; } = [];

    /// <summary>By which images the model knows those it was trained on.</summary>
    public CardImageHashes ImageHashes { get; init; } = new();

    // what follows '+' names a commit: two builds of one version would not save the same bytes
    private static string OwnVersion() =>
        typeof(ModelCard).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>For people: the network, the classes, the data, and the figures to remember.</summary>
    public override string ToString()
    {
        string threshold = PositiveLabel is null ? "" : FormattableString.Invariant($"; {PositiveLabel} from a probability of {Threshold:0.###} on");
        IEnumerable<string[]> figures =
            from part in Metrics
            from metric in Metric.Headline(PositiveLabel)
            where part.Value[metric] is not null
            select (string[])[$"{part.Key} {metric.Title}", part.Value[metric]!.ToString()];
        return TextTable.Of(
        [
            ["network", FormattableString.Invariant($"{Network.Name}, {Network.ParameterCount:N0} parameters, {Network.InputWidth} x {Network.InputHeight}")],
            ["classes", string.Join(", ", ClassNames) + threshold],
            .. Data.Splits.Select(s => (string[])[$"{s.Key} images", FormattableString.Invariant($"{s.Value.Images} of {s.Value.Patients} patients")]),
            .. figures,
            ["seed", FormattableString.Invariant($"{Seed}")],
            ["made by", $"CovidClassifier {LibraryVersion}"],
        ]) + $"\n{ResearchUseOnly}";
    }
}
