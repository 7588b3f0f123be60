using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>The page <c>docs/benchmarks.md</c>: what was run, where and when, and the median of each ratio over the runs.</summary>
internal static class PeerPage
{
    /// <param name="results">All runs, one after the other.</param>
    public static string Write(IReadOnlyList<(Question Question, IReadOnlyList<Answer> Answers)> results)
    {
        var page = new StringBuilder();
        int runs = results.GroupBy(r => r.Question.Name).Max(g => g.Count());
        string names = string.Concat(Asked(results).Select(q => $" {q.Name}"));
        page.Append(CultureInfo.InvariantCulture, $"""
            # Benchmarks

            Made by `dotnet run -c Release --project CovidClassifier.Benchmarks -- peers{names} --times {runs} --page docs/benchmarks.md`
            on {TimeProvider.System.GetUtcNow():yyyy-MM-dd}: {Machine()}.
            Ours and the peers take turns, so that what else the machine does falls on both. A run's figure is the median of its turns; the table has the
            median of {runs} run{(runs == 1 ? "" : "s")}. A ratio above 1: ours is ahead.

            | question | ours | peer | ratio | in each run |
            |---|---|---|---|---|

            """);
        foreach (IGrouping<(string Name, string Peer), (Question Question, Answer Ours, Answer Peer)> group in results
            .SelectMany(r => r.Answers.Skip(1).Select(p => (r.Question, Ours: r.Answers[0], Peer: p)))
            .GroupBy(r => (r.Question.Name, r.Peer.Name)))
        {
            Question question = group.First().Question;
            double[] ratios = [.. group.Select(r => question.Ratio(r.Ours.Median, r.Peer.Median)).Where(double.IsFinite)];
            string each = string.Join(", ", ratios.Select(r => r.ToString("0.00", CultureInfo.InvariantCulture)));
            page.Append(CultureInfo.InvariantCulture, $"| {group.Key.Name} | {Figure(question, group.Select(r => r.Ours))} ");
            page.Append(CultureInfo.InvariantCulture, $"| {group.Key.Peer}: {Figure(question, group.Select(r => r.Peer))} ");
            page.Append(ratios.Length == 0 ? "| - | - |\n" : string.Create(CultureInfo.InvariantCulture, $"| **{Median(ratios):0.00}** | {each} |\n"));
        }

        page.Append("\n## What is asked\n\n");
        foreach (Question question in Asked(results))
        {
            page.Append(CultureInfo.InvariantCulture, $"- **{question.Name}**: {question.Meaning}\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"\nThe peers are {PeerVersions.Describe()}.\n");
        return page.ToString();
    }

    private static IEnumerable<Question> Asked(IEnumerable<(Question Question, IReadOnlyList<Answer> Answers)> results) =>
        results.Select(r => r.Question).DistinctBy(q => q.Name, StringComparer.Ordinal);

    private static string Figure(Question question, IEnumerable<Answer> answers)
    {
        Answer[] ran = [.. answers.Where(a => a.Runs.Count > 0)];
        return ran.Length == 0
            ? $"not run ({answers.First().Missing})"
            : string.Create(CultureInfo.InvariantCulture, $"{Median(ran.Select(a => a.Median)):0.#} {question.Unit}");
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
