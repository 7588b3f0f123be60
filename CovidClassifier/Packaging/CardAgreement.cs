using System.Globalization;
using System.Text.Json;
using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Scoring;

namespace CovidClassifier.Packaging;

/// <summary>
/// Whether a card and the graph that decides say the same: the label comes from the graph, and the names beside the probabilities from the card, so that a
/// card in another order would give each class another's probability.
/// </summary>
internal static class CardAgreement
{
    /// <param name="graph">Made by <see cref="ScoringGraph"/>; not changed.</param>
    /// <param name="card">The card beside it.</param>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void Require(ModelProto graph, ModelCard card)
    {
        string classes = Listed(card.ClassNames);
        Require("classes", classes, Listed(ScoringGraph.Labels(graph)));
        Require("classes", classes, NetworkMetadata.Read(graph, ScoringGraph.ClassNamesKey) is { } names ? Listed(Names(names)) : classes);
        RequireSaid(graph, ScoringGraph.PositiveLabelKey, "positive label", card.PositiveLabel ?? "");
        RequireSaid(graph, ScoringGraph.ThresholdKey, "threshold", Text(card.Threshold));
        RequireSaid(graph, ScoringGraph.InputWidthKey, "input width", Text(card.Network.InputWidth));
        RequireSaid(graph, ScoringGraph.InputHeightKey, "input height", Text(card.Network.InputHeight));
        RequireOutput(graph, ScoringGraph.Score, TensorProto.Types.DataType.Float, card.ClassNames.Count);
        RequireOutput(graph, ScoringGraph.PredictedLabels, TensorProto.Types.DataType.String);
    }

    private static void RequireSaid(ModelProto graph, string key, string what, string card) =>
        Require(what, card, NetworkMetadata.Read(graph, key) ?? card);

    private static void Require(string what, string card, string graph)
    {
        if (card != graph)
        {
            throw new ArgumentException(
                $"its card and its network do not fit: the card's {what}: {ShownText.Of(card)}; the network's: {ShownText.Of(graph)}. Save the model again.");
        }
    }

    private static void RequireOutput(ModelProto graph, string name, TensorProto.Types.DataType type, params ReadOnlySpan<long> row)
    {
        ValueInfoProto? output = graph.Graph.Output.FirstOrDefault(o => o.Name == name);
        if (output?.Type?.TensorType?.ElemType != (int)type || output.Shape() is not [_, .. var declared] || !declared.AsSpan().SequenceEqual(row))
        {
            throw new ArgumentException($"its network has no output '{name}' of {type} [{string.Join(',', ["N", .. row.ToArray().Select(d => Text(d))])}].");
        }
    }

    private static string[] Names(string json)
    {
        try
        {
            using JsonDocument names = JsonDocument.Parse(json);
            return [.. names.RootElement.EnumerateArray().Select(n => n.GetString() ?? "")];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ArgumentException("its network does not say which classes it tells apart.", e);
        }
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
