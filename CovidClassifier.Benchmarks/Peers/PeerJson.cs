using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>The same for programs, with the figure of every round.</summary>
internal static class PeerJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Write(IEnumerable<(Question Question, IReadOnlyList<Answer> Answers)> results) => new JsonObject
    {
        ["machine"] = new JsonObject
        {
            ["cores"] = Environment.ProcessorCount,
            ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["system"] = RuntimeInformation.OSDescription,
            ["runtime"] = RuntimeInformation.FrameworkDescription,
        },
        ["questions"] = new JsonArray([.. results.Select(r => Of(r.Question, r.Answers))]),
    }.ToJsonString(Indented);

    private static JsonObject Of(Question question, IReadOnlyList<Answer> answers) => new()
    {
        ["name"] = question.Name,
        ["unit"] = question.Unit,
        ["ours"] = Of(answers[0]),
        ["peers"] = new JsonArray([.. answers.Skip(1).Select(peer => OfPeer(question, answers[0], peer))]),
    };

    private static JsonObject OfPeer(Question question, Answer ours, Answer peer)
    {
        JsonObject json = Of(peer);
        json["ratio"] = Number(question.Ratio(ours.Median, peer.Median));
        return json;
    }

    private static JsonObject Of(Answer answer) => new()
    {
        ["name"] = answer.Name,
        ["median"] = Number(answer.Median),
        ["runs"] = new JsonArray([.. answer.Runs.Select(r => JsonValue.Create(r))]),
        ["missing"] = answer.Missing,
    };

    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
