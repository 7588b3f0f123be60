using System.CommandLine;
using System.Globalization;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary><c>--shard</c>: which part of the work is done here.</summary>
/// <param name="group">Where it stands in help.</param>
/// <param name="description">What a shard does.</param>
internal sealed class ShardOption(HelpGroup group, string description)
{
    private const string Auto = "auto";

    private readonly Option<string?> _shard = new("--shard")
    {
        Description =
            $"{description} 3/8 is the third of eight; auto asks the scheduler (an array job of Slurm, and with auto/8 an Indexed Job of Kubernetes).",
        HelpName = "I/N",
    };

    public void AddTo(Command command) => command.AddRare(group, _shard);

    /// <summary>The part; null: the whole.</summary>
    /// <exception cref="BadShardException">It is none.</exception>
    public Shard? Read(ParseResult parsed)
    {
        string? text = parsed.GetValue(_shard);
        try
        {
            return text is null ? null
                : text == Auto ? Shard.FromScheduler()
                : text.StartsWith(Auto + "/", StringComparison.Ordinal) ? Shard.FromScheduler(Count(text))
                : Shard.Parse(text);
        }
        catch (FormatException e)
        {
            throw new BadShardException($"--shard: {e.Message}");
        }
    }

    private static int Count(string text) =>
        int.TryParse(text.AsSpan(Auto.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1
            ? count
            : throw new FormatException($"After auto/ comes how many shards there are, 1 or more, got '{text}'.");
}
