using System.CommandLine;

namespace CovidClassifier.Console.Options;

/// <summary><c>--feature-cache</c> and <c>--feature-cache-size</c>.</summary>
internal sealed class FeatureCacheOption
{
    private readonly Option<string?> _folder = new("--feature-cache")
    {
        Description =
            "Keep decoded images, features of frozen networks and activations before fine-tuned blocks in this folder, so that a later run on the same " +
            "images, also one at the same time, need not compute them again. Results are the same.",
        HelpName = "DIR",
    };

    private readonly Option<long?> _size = SizeOption.Of(
        "--feature-cache-size", "How large the folder of --feature-cache may grow; what has not been used for longest goes first. Default: 4GB.");

    public IReadOnlyList<Option> Options => [_folder, _size];

    /// <exception cref="UsageException">The folder is a file, or a size is given without it.</exception>
    public FeatureCache? Read(ParseResult parsed)
    {
        string? folder = parsed.GetValue(_folder);
        long? size = parsed.GetValue(_size);
        if (folder is null)
        {
            return size is null ? null : throw new UsageException("--feature-cache-size is of the folder that --feature-cache names; give that, too.");
        }

        return string.IsNullOrWhiteSpace(folder) || File.Exists(folder)
            ? throw new UsageException($"--feature-cache must be a folder, or the name of one to be made, got '{folder}'.")
            : new FeatureCache(folder, size ?? FeatureCache.UsualLimit);
    }
}
