using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>The page <c>docs/benchmarks.md</c>: what was run, where and when, and the median of each ratio over the runs.</summary>
internal static class PeerPage
{
    private static readonly Dictionary<string, string> Explanations = new(StringComparer.Ordinal)
    {
        ["train-cnn"] = "Training the study's CNN at 150 x 150 with its augmentation; images a second over whole epochs.",
        ["augment"] = "The study's augmentation of one image; the peer works as Keras' ImageDataGenerator does, with SciPy.",
        ["score"] = "X-ray files at full size to a label with MobileNetV2, decoding included. ML.NET: LoadImages, ResizeImages, ExtractPixels, ApplyOnnxModel.",
        ["score-int8"] = "The same with 8-bit weights and activations (`covid quantize`) against ML.NET with the network in floats.",
        ["features"] = "Features of MobileNetV2 without its last layer; PyTorch eager, and traced and optimised for inference.",
        ["tail"] = "Training MobileNetV2's last blocks on stored activations; PyTorch, and in the channels-last layout.",
        ["decode"] = "X-ray files at full size to 256 x 256 gray pixels; Skia and PIL decode the whole picture, PIL's draft mode a fraction as ours does.",
    };

    /// <param name="results">All runs, one after the other.</param>
    public static string Write(IReadOnlyList<(Question Question, IReadOnlyList<Answer> Answers)> results)
    {
        var page = new StringBuilder();
        int runs = results.GroupBy(r => r.Question.Name).Max(g => g.Count());
        page.Append(CultureInfo.InvariantCulture, $"""
            # Benchmarks
            Made by `dotnet run -c Release --project CovidClassifier.Benchmarks -- peers --times {runs} --page docs/benchmarks.md`,
            on {TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Machine()}.
            Ours and the peers take turns in one run, so that what else the machine does falls on both; each figure is the median of a run's turns, and of
            {runs} run(s). A ratio above 1: ours is ahead.

            | question | ours | peer | ratio | in each run |
            |---|---|---|---|---|

            """);
        foreach (IGrouping<(string Name, string Peer), (Question Question, Answer Ours, Answer Peer)> group in results
            .SelectMany(r => r.Answers.Skip(1).Select(p => (r.Question, Ours: r.Answers[0], Peer: p)))
            .GroupBy(r => (r.Question.Name, r.Peer.Name)))
        {
            Question question = group.First().Question;
            double[] ratios = [.. group.Select(r => question.Ratio(r.Ours.Median, r.Peer.Median))];
            page.Append(CultureInfo.InvariantCulture, $"| {group.Key.Name} | {Median(group.Select(r => r.Ours.Median)):0.#} {question.Unit} ");
            page.Append(CultureInfo.InvariantCulture, $"| {group.Key.Peer}: {Median(group.Select(r => r.Peer.Median)):0.#} {question.Unit} ");
            string each = string.Join(", ", ratios.Select(r => r.ToString("0.00", CultureInfo.InvariantCulture)));
            page.Append(CultureInfo.InvariantCulture, $"| **{Median(ratios):0.00}** | {each} |\n");
        }

        page.Append("\n## What is asked\n");
        foreach (string name in results.Select(r => r.Question.Name).Distinct(StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"- **{name}**: {Explanations[name]}\n");
        }

        return page.ToString();
    }

    private static double Median(IEnumerable<double> values) => new Answer("", [.. values], null).Median;

    private static string Machine()
    {
        string? processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            : null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores{(processor is null ? "" : $" of {processor}")}, {RuntimeInformation.OSDescription}");
    }
}
