using System.Diagnostics.CodeAnalysis;
using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier;

/// <summary>
/// A published network, trained on ImageNet, to begin from: what its file is, where it comes from, and how it takes its images. The penultimate features and
/// the places to cut at are found in the graph itself. Immutable. As a network it is trained from its published weights, which must be there: in the cache, or
/// where <see cref="WithWeights"/> says.
/// </summary>
/// <remarks>
/// Files, lengths and hashes are those of the ONNX Model Zoo (https://github.com/onnx/models), which is published at https://huggingface.co/onnxmodelzoo. Every
/// backbone takes red, green and blue in this order; a gray X-ray gives all three.
/// </remarks>
public sealed partial class Backbone : Network
{
    private const string Apache = "Apache-2.0";
    private const string Mit = "MIT";

    private static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(1);

    private Backbone(string name, WeightFile file)
        : base(name) => (File, PublishedName) = (file, name);

    /// <summary>The file's name, wherever it lies.</summary>
    public string FileName => File.Name;

    /// <summary>The file's length in bytes.</summary>
    public long FileBytes => File.Bytes;

    /// <summary>The file's SHA-256, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 => File.Sha256;

    /// <summary>Where <see cref="FetchAsync"/> downloads the file from.</summary>
    public Uri Source => File.Source(WeightFile.Publisher);

    /// <summary>The weights' licence, an SPDX identifier, as the file's page states it.</summary>
    public string Licence { get; private init; } = Apache;

    /// <summary>The paper that describes the network.</summary>
    public string Citation { get; private init; } = "";

    /// <summary>Side of the square that it was trained for, in pixels.</summary>
    public int InputSize { get; private init; } = 224;

    /// <summary>Name of the graph's image input.</summary>
    public string InputName { get; private init; } = "data";

    /// <summary>True where the input is [N,H,W,3], false where it is [N,3,H,W].</summary>
    public bool IsChannelsLast { get; private init; }

    /// <summary>Name of the graph's output, the 1,000 ImageNet classes.</summary>
    public string OutputName { get; private init; } = "";

    /// <summary>How gray 0..255 becomes the network's input; <see cref="WithWeights"/> can give another.</summary>
    public Preprocessing Preprocessing { get; private set; } = Preprocessing.ImageNet;

    /// <summary>What is not certain about the file, one sentence for the model card; null where nothing is.</summary>
    public string? Remark { get; private init; }

    /// <summary>The file or folder given by <see cref="WithWeights"/>; null: the cache (<see cref="WeightCache"/>).</summary>
    public string? Weights { get; private set; }

    private WeightFile File { get; }

    /// <summary>The name without a size.</summary>
    private string PublishedName { get; }

    /// <summary>Of the images that it is to take; null: those that it was trained for.</summary>
    private int? Side { get; set; }

    /// <summary>The same network in a package, which goes before the cache; null where there is none.</summary>
    private PackagedWeights? Packaged { get; init; }

    internal override IReadOnlyList<string> Licences => IsPackaged(out PackagedWeights? packaged, out _)
        ? [$"{Path.GetFileName(packaged.Network.Name)} of the package {packaged.Package}: {Mit}"]
        : [$"{FileName}: {Licence}"];

    /// <summary>The backbone of this name (exact, lower case).</summary>
    /// <exception cref="ArgumentException">No backbone has this name.</exception>
    public static Backbone Parse(string name) =>
        All.FirstOrDefault(b => b.Name == name)
        ?? throw new ArgumentException($"Backbone '{name}' is not one of: {string.Join(", ", All.Select(b => b.Name))}.", nameof(name));

    /// <summary>The same backbone with weights from another place than the cache.</summary>
    /// <param name="path">
    /// A folder that holds <see cref="FileName"/>, whose content is checked; or any .onnx file, which is taken as it is: weights of the same network trained by
    /// someone else.
    /// </param>
    /// <param name="preprocessing">How gray 0..255 becomes that file's input; null: the catalogue's <see cref="Preprocessing"/>.</param>
    public Backbone WithWeights(string path, Preprocessing? preprocessing = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var other = (Backbone)MemberwiseClone();
        other.Weights = path;
        other.Preprocessing = preprocessing ?? Preprocessing;
        return other;
    }

    /// <summary>
    /// Downloads the published weights into the cache, unless they are there already: over HTTPS, to a temporary name, going on from where an earlier attempt
    /// broke off, size and hash checked. Two processes that ask at once download once. Nothing else in this library touches the network.
    /// </summary>
    /// <param name="progress">Told of every piece that arrives, on the thread that receives it.</param>
    /// <param name="cancellationToken">Ends the download; what has arrived is kept for the next attempt.</param>
    /// <returns>The file's full path.</returns>
    /// <exception cref="WeightsException">The file cannot be had or stored, or is not the expected one; the message says why and what to do.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task<string> FetchAsync(IProgress<WeightProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new WeightDownload(File, WeightFile.Publisher, WeightCache.Folder, IdleLimit).RunAsync(progress, cancellationToken);

    /// <summary>
    /// The file that the weights are read from: what <see cref="WithWeights"/> names, else what a package put beside the application, else the cache's (null
    /// where that has none of the right length). Does not read it.
    /// </summary>
    public string? FindWeights() =>
        Weights is null ? (IsPackaged(out _, out string? path) ? path : WeightCache.Find(this))
        : System.IO.File.Exists(Weights) ? Path.GetFullPath(Weights)
        : WeightCache.Find(this, Weights);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The weights' file, its content checked where it is meant to be the published one. Never touches the network.</summary>
    /// <exception cref="WeightsException">It is missing, or is another.</exception>
    internal string LocateWeights() => WeightCache.Locate(File, PublishedName, Weights, Weights is null ? WeightCache.Folder : "", Packaged?.Package);

    internal override NetworkGraph Build(int classCount, Seed seed) => Remarked(Open().Build(classCount, seed));

    internal override NetworkGraph Original(Seed seed) => Remarked(Open().Original(seed));

    private protected override ModelProto Describe(int classCount, Seed seed) => Open().Untrained();

    internal override Backbone AtSide(int side)
    {
        var other = (Backbone)MemberwiseClone();
        other.Side = side;
        other.Name = side == InputSize ? PublishedName : FormattableString.Invariant($"{PublishedName}-{side}");
        return other;
    }

    private OnnxNetwork Open() => Side is { } side ? Published().AtSide(side) : Published();

    private OnnxNetwork Published() => IsPackaged(out PackagedWeights? packaged, out _)
        ? OnnxNetwork.Of(packaged.Load(PackagedWeights.Folder), Preprocessing.None, InputSize, PublishedName)
        : OnnxNetwork.Open(LocateWeights(), Preprocessing, InputSize, PublishedName);

    private bool IsPackaged([NotNullWhen(true)] out PackagedWeights? packaged, [NotNullWhen(true)] out string? path)
    {
        packaged = Weights is null ? Packaged : null;
        path = packaged?.Find(PackagedWeights.Folder);
        return packaged is not null && path is not null;
    }

    private NetworkGraph Remarked(NetworkGraph network) =>
        Remark is null || IsPackaged(out _, out _) ? network : network with { Notes = [.. network.Notes, Remark] };
}
