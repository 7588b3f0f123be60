using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>Where an imported network's scores are.</summary>
/// <param name="Tensor">The scores before a final Softmax or Sigmoid and before what only rearranges them or decides by them.</param>
/// <param name="EndsInProbabilities">Whether a Softmax or Sigmoid came behind it.</param>
/// <param name="Note">What was chosen among several outputs, for the model card; null where there was no choice.</param>
internal sealed record ScoreOutput(string Tensor, bool EndsInProbabilities, string? Note)
{
    /// <summary>Whether they are features, and not scores of classes, whatever their number.</summary>
    public bool AreFeatures { get; init; }

    private static readonly HashSet<string> Probabilities = new(StringComparer.Ordinal) { "Softmax", "Sigmoid", "LogSoftmax" };

    // the same numbers in another order, shape or type, or packed
    private static readonly HashSet<string> Rearranging = new(StringComparer.Ordinal)
    {
        "Reshape", "Flatten", "Identity", "Squeeze", "Unsqueeze", "Transpose", "Dropout", "Cast", "ZipMap", "SequenceConstruct", "SplitToSequence",
            "SequenceAt", "ConcatFromSequence",
    };

    // which class, and no longer how sure; the input that holds the scores
    private static readonly Dictionary<string, int> Deciding = new(StringComparer.Ordinal)
    {
        ["ArgMax"] = 0,
        ["TopK"] = 0,
        ["Hardmax"] = 0,
        ["Greater"] = 0,
        ["GreaterOrEqual"] = 0,
        ["Less"] = 0,
        ["LessOrEqual"] = 0,
        ["Not"] = 0,
        ["Round"] = 0,
        ["LabelEncoder"] = 0,
        ["ArrayFeatureExtractor"] = 1,
    };

    /// <summary>The scores of a file that says where they are.</summary>
    public static ScoreOutput Known(string logits) => new(logits, EndsInProbabilities: true, Note: null);

    /// <summary>Features that stand before the scores.</summary>
    public static ScoreOutput OfFeatures(string tensor, string note) => new(tensor, EndsInProbabilities: false, note) { AreFeatures = true };

    /// <summary>
    /// Finds them: of the outputs that no other output is computed from, followed back to their scores, the one that is left, or the one that classifies. What
    /// is computed from the scores of classes, a confidence or an entropy, is no output of its own. Several layers that read one row of features leave these.
    /// </summary>
    /// <param name="graph">Nodes in topological order, without branches.</param>
    /// <exception cref="NetworkException">Several are left, and nothing tells which of them has the scores.</exception>
    public static ScoreOutput Find(GraphProto graph)
    {
        Dictionary<string, NodeProto> makers = GraphOrder.Makers(graph);
        HashSet<string> initializers = [.. graph.Initializer.Select(i => i.Name)];
        string[] outputs = [.. graph.Output.Select(o => o.Name).Distinct()];
        ScoreOutput[] followed = [.. WithoutDerived(graph, [.. outputs.Select(o => Follow(o, makers, initializers)).DistinctBy(s => s.Tensor)])];
        ScoreOutput[] ends = followed.Length == 1 ? followed : [.. Ends(graph, followed)];
        if (ends.Length == 1)
        {
            bool isChosen = outputs.Any(o => Follow(o, makers, initializers).Tensor != ends[0].Tensor);
            return ends[0] with { Note = isChosen ? Chosen(outputs, ends[0].Tensor) : null };
        }

        if (ends.Where(e => Classifies(graph, e)).Take(2).ToArray() is [var only])
        {
            return only with { Note = Chosen(outputs, only.Tensor) };
        }

        // heads that only training uses branch off earlier than the classifier does
        Dictionary<string, int> depths = Depths(graph);
        ScoreOutput[] deepest = [.. ends.OrderByDescending(e => depths.GetValueOrDefault(e.Tensor))];
        return HeadsOf(graph, ends, makers).Distinct().Count() == 1 && depths.GetValueOrDefault(deepest[0].Tensor) > depths.GetValueOrDefault(deepest[1].Tensor)
            ? deepest[0] with { Note = Chosen(outputs, deepest[0].Tensor) }
            : Shared(graph, outputs, ends) ?? throw new NetworkException(
                $"The network must have one last output; it has {ends.Length}: {string.Join(", ", ends.Take(20).Select(e => ShownText.Name(e.Tensor)))}. " +
                    $"Keep the one with the logits.");
    }

    private static bool Classifies(GraphProto graph, ScoreOutput output) =>
        LastLayer.FindDense(graph, output.Tensor, out _) is { } layer && LastLayer.IsClassifier(layer, output.EndsInProbabilities);

    private static IEnumerable<ScoreOutput> WithoutDerived(GraphProto graph, ScoreOutput[] outputs)
    {
        string[] classifiers = outputs.Length == 1 ? [] : [.. outputs.Where(o => Classifies(graph, o)).Select(o => o.Tensor)];
        HashSet<string> derived = new(StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node.Where(n => n.Input.Any(i => classifiers.Contains(i) || derived.Contains(i))))
        {
            derived.UnionWith(node.Output);
        }

        return outputs.Where(o => classifiers.Contains(o.Tensor) || !derived.Contains(o.Tensor));
    }

    /// <summary>The one row of features that all ends are computed from by their last layers; null: there is none.</summary>
    private static ScoreOutput? Shared(GraphProto graph, string[] outputs, ScoreOutput[] ends)
    {
        IReadOnlyList<string>[] features = [.. ends.Select(e => LastFeatures.Of(graph, e.Tensor))];
        return features.All(f => f.Count == 1 && f[0] == features[0][0])
            ? OfFeatures(
                features[0][0], $"The network has {outputs.Length} outputs ({Several(outputs)}), each of a last layer of its own; the features that all of " +
                    $"them read, '{ShownText.Name(features[0][0])}', were taken.")
            : null;
    }

    private static ScoreOutput Follow(string tensor, Dictionary<string, NodeProto> makers, HashSet<string> initializers)
    {
        bool isBehindProbabilities = true;
        while (makers.TryGetValue(tensor, out NodeProto? node))
        {
            if (Rearranging.Contains(node.OpType))
            {
                tensor = node.Input[0];
            }
            else if (Deciding.TryGetValue(node.OpType, out int scores) && scores < node.Input.Count)
            {
                tensor = node.Input[scores];
            }
            else if (node.OpType == "Gather" && initializers.Contains(node.Input[0]))
            {
                tensor = node.Input[1];
            }
            else if (isBehindProbabilities && Probabilities.Contains(node.OpType))
            {
                tensor = node.Input[0];
                isBehindProbabilities = false;
            }
            else if (isBehindProbabilities && node.OpType == "ReduceMax" && Follow(node.Input[0], makers, initializers) is { EndsInProbabilities: true } sure)
            {
                return sure;
            }
            else if (node.Domain == Opset.MachineLearning && node.Output.Count > 1)
            {
                // a classifier's label and its scores
                return new ScoreOutput(node.Output[1], !isBehindProbabilities, null);
            }
            else
            {
                break;
            }
        }

        return new ScoreOutput(tensor, !isBehindProbabilities, null);
    }

    private static IEnumerable<ScoreOutput> Ends(GraphProto graph, ScoreOutput[] scores)
    {
        HashSet<string> asked = [.. scores.Select(s => s.Tensor)];
        HashSet<string> inside = GraphOrder.Ancestors(graph, graph.Node.Where(n => n.Output.Any(asked.Contains)).SelectMany(n => n.Input));
        return scores.Where(s => !inside.Contains(s.Tensor));
    }

    /// <summary>For each end how many outputs its dense layer has; a number of its own where it has none.</summary>
    private static IEnumerable<long> HeadsOf(GraphProto graph, ScoreOutput[] ends, Dictionary<string, NodeProto> makers) => ends.Select((end, i) =>
        LastLayer.FindDense(graph, end.Tensor, out _) is { } layer && makers.ContainsKey(end.Tensor) ? layer.OutputCount : -1 - i);

    private static Dictionary<string, int> Depths(GraphProto graph)
    {
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node)
        {
            int depth = 1 + node.Input.Select(i => depths.GetValueOrDefault(i)).DefaultIfEmpty(0).Max();
            foreach (string output in node.Output)
            {
                depths[output] = depth;
            }
        }

        return depths;
    }

    private static string Chosen(string[] outputs, string tensor) =>
        $"The network has {outputs.Length} outputs ({Several(outputs)}); the one computed from '{ShownText.Name(tensor)}' was taken as the scores.";

    private static string Several(string[] outputs) => string.Join(", ", outputs.Take(10).Select(ShownText.Name)) + (outputs.Length > 10 ? ", ..." : "");
}
