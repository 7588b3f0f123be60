using System.Globalization;
using System.Text;
using CovidClassifier.Foundation;
using CovidClassifier.Fuzz.Mutation;
using CovidClassifier.Search;
using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Fuzz.Targets;

/// <summary>A search's log: the trials that it goes on from, or TrainingException.</summary>
internal sealed class LogTarget : IFuzzTarget, IDisposable
{
    private const string File = "trials.jsonl", Folder = "state";

    private static readonly Network[] Networks = [Backbone.MobileNetV2];
    private static readonly Fingerprint Run = new("1.2.3", "a search");

    private readonly Scratch _scratch = new();

    public LogTarget()
    {
        TrialRecipe recipe = new TrialRecipe(Networks[0], FineTunedFamily.Instance).With(FineTunedFamily.Epochs, 20);
        using (TrialLog log = TrialLog.Open(_scratch[Folder], Run, Networks, resume: false))
        {
            for (int trial = 1; trial <= 3; trial++)
            {
                float[][] logits = [.. Enumerable.Range(0, 6).Select(i => new[] { i - (trial / 3f), 0.25f * i })];
                log.Add(new TrialLogEntry(trial, recipe, 10.5 * trial) { Logits = logits, Seconds = 9, Preparing = 1.25 });
            }

            log.Add(new TrialLogEntry(2, recipe, 40) { Dropped = "It was too slow.", Seconds = 12 });
        }

        Seeds = [System.IO.File.ReadAllBytes(_scratch[Path.Combine(Folder, File)]), .. CorpusFolder.Of(Name)];
    }

    public string Name => "log";

    public IReadOnlyList<byte[]> Seeds { get; }

    public byte[] Mend(byte[] damaged, RandomStream random)
    {
        if (random.Below(2) == 0)
        {
            return damaged;
        }

        // each line's checksum stands behind its last tab
        bool isOfValues = random.Below(2) == 0;
        byte[][] lines = [.. Encoding.Latin1.GetString(isOfValues ? Seeds[0] : damaged).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Encoding.Latin1.GetBytes(line[..Math.Max(0, line.LastIndexOf('\t'))]))];
        if (isOfValues)
        {
            int which = random.Below(lines.Length);
            lines[which] = JsonDamage.Change(lines[which], random);
        }

        return [.. lines.SelectMany(line => SealedLine.Seal(line).Append((byte)'\n'))];
    }

    public string Answer(byte[] input)
    {
        _scratch.Write(Path.Combine(Folder, File), input);
        using TrialLog log = TrialLog.Open(_scratch[Folder], Run, Networks, resume: true);
        return string.Join('\n', log.Entries.Select(e => string.Create(
            CultureInfo.InvariantCulture, $"{e.Trial} {e.Recipe} {e.Elapsed:R} {e.Seconds:R} {e.Preparing:R} {e.Dropped} {Text(e.Logits)}")));
    }

    // a last line without its end is one that was cut off: its trial runs again
    public bool IsSame(string whole, string changed) => whole.StartsWith(changed, StringComparison.Ordinal);

    public bool IsNamed(Exception error) => error is TrainingException;

    public void Dispose() => _scratch.Dispose();

    private static string Text(IReadOnlyList<float[]>? rows) =>
        rows is null ? "" : string.Join(';', rows.Select(r => string.Join(',', r.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))));
}
