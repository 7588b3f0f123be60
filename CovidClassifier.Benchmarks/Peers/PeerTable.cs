using System.Globalization;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>The table that a person reads: medians, one line per question and peer.</summary>
internal static class PeerTable
{
    public static string Header => Line("question", "ours", "peer", "ratio");

    public static IEnumerable<string> Lines(Question question, IReadOnlyList<Answer> answers)
    {
        Answer ours = answers[0];
        string mine = Figure(ours, question.Unit);
        return answers.Skip(1).Select(peer => Line(
            question.Name,
            mine,
            $"{peer.Name}: {Figure(peer, question.Unit)}",
            double.IsNaN(ours.Median)
                || double.IsNaN(peer.Median) ? "-" : question.Ratio(ours.Median, peer.Median).ToString("0.00", CultureInfo.InvariantCulture)));
    }

    private static string Figure(Answer answer, string unit) =>
        answer.Runs.Count == 0 ? $"not run ({answer.Missing})" : string.Create(CultureInfo.InvariantCulture, $"{answer.Median:0.##} {unit}");

    private static string Line(string name, string ours, string peer, string ratio) => $"{name,-10} {ours,-18} {peer,-40} {ratio}";
}
