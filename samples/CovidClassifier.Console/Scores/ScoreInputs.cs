using System.Runtime.CompilerServices;

namespace CovidClassifier.Console.Scores;

/// <summary>The images to be scored, in their order: taken one by one, so that a list or a pipe may be of any length.</summary>
/// <param name="Paths">Files, there or not.</param>
/// <param name="Count">How many; null where only their end will tell.</param>
/// <param name="LeftOut">What folders hold and is no image.</param>
internal sealed record ScoreInputs(IAsyncEnumerable<string> Paths, int? Count, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>Stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Images and folders by name.</summary>
    /// <exception cref="DatasetException">A folder cannot be read.</exception>
    /// <exception cref="IOException">A folder holds no image.</exception>
    public static ScoreInputs Named(IEnumerable<string> names, string? column = null) => Of(ImageFiles.Find(names, column));

    /// <summary>A folder, a table, a list of paths, one a line, or such a list from standard input.</summary>
    /// <exception cref="UsageException">It is an image, or nothing.</exception>
    /// <inheritdoc cref="Named" path="/exception"/>
    public static ScoreInputs From(string input, string? column = null)
    {
        if (input == StandardInput)
        {
            // waited for, not blocked on: what has come is scored while the next line has not
            return new ScoreInputs(Lines(() => new StreamReader(System.Console.OpenStandardInput())), Count: null, []);
        }

        if (Directory.Exists(input))
        {
            return Named([input]);
        }

        if (!File.Exists(input))
        {
            throw new UsageException($"--input must be a folder, a list of paths or '-', but '{input}' does not exist.");
        }

        if (FoundImages.InTable(input, column) is { } table)
        {
            return new ScoreInputs(Each(table.Paths), table.Paths.Count, table.LeftOut) { Warnings = table.Warnings };
        }

        RequireText(input);
        return new ScoreInputs(Lines(() => new StreamReader(input)), File.ReadLines(input).Count(l => !string.IsNullOrWhiteSpace(l)), []);
    }

    /// <summary>What people should know of how the images were found.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The same, each path told as it is taken.</summary>
    public ScoreInputs Watched(Action<string> tell) => this with { Paths = Tell(Paths, tell) };

    /// <summary>Those whose place, from 0, <paramref name="isMeant"/> names.</summary>
    public ScoreInputs Where(Func<long, bool> isMeant) => this with
    {
        Paths = Filter(Paths, isMeant),
        Count = Count is { } count ? Enumerable.Range(0, count).Count(i => isMeant(i)) : null,
    };

    private static ScoreInputs Of(ImageFiles files) => new(Each(files.Paths), files.Paths.Count, files.LeftOut) { Warnings = files.Warnings };

    // a picture given in place of a list has a zero, or an end of file, among its first bytes
    private static void RequireText(string path)
    {
        Span<byte> head = stackalloc byte[256];
        using FileStream file = File.OpenRead(path);
        if (head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)].ContainsAnyInRange((byte)0, (byte)8))
        {
            throw new UsageException($"--input must be a folder, a list of paths or '-', but '{path}' is no text; images are named without an option.");
        }
    }

    private static async IAsyncEnumerable<string> Each(IReadOnlyList<string> paths)
    {
        await Task.CompletedTask;
        foreach (string path in paths)
        {
            yield return path;
        }
    }

    private static async IAsyncEnumerable<string> Lines(Func<StreamReader> open, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using StreamReader reader = open();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return line;
            }
        }
    }

    private static async IAsyncEnumerable<string> Tell(
        IAsyncEnumerable<string> paths, Action<string> tell, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (string path in paths.WithCancellation(cancellationToken))
        {
            tell(path);
            yield return path;
        }
    }

    private static async IAsyncEnumerable<string> Filter(
        IAsyncEnumerable<string> paths, Func<long, bool> isMeant, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long index = 0;
        await foreach (string path in paths.WithCancellation(cancellationToken))
        {
            if (isMeant(index++))
            {
                yield return path;
            }
        }
    }
}
