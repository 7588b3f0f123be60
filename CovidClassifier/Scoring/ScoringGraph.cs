using System.Globalization;
using System.Text.Json.Nodes;
using CovidClassifier.Evaluation.Calibration;
using CovidClassifier.Guarding;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Scoring;

/// <summary>
/// Makes the graph that is shipped: the trained network, then calibration, probabilities and the label. Input <see cref="NetworkGraph.Pixels"/>, outputs
/// <see cref="Score"/>, float [N,K] in the order of the class names, and <see cref="PredictedLabels"/>, text [N]; with a guard also those of
/// <see cref="GuardGraph"/>.
/// </summary>
internal static class ScoringGraph
{
    /// <summary>Output: probability of each class, each row summing to 1.</summary>
    public const string Score = "Score";

    /// <summary>Output: the name of the predicted class.</summary>
    public const string PredictedLabels = "PredictedLabels";

    /// <summary>Said in every graph and every model card.</summary>
    public const string ResearchUseOnly = "For research and teaching only, never for diagnosis.";

    /// <summary>Of the graph's metadata: the class names as a list of JSON.</summary>
    public const string ClassNamesKey = MetadataPrefix + "classNames";

    /// <summary>Likewise: the positive label, blank where there is none.</summary>
    public const string PositiveLabelKey = MetadataPrefix + "positiveLabel";

    /// <summary>Likewise: the threshold, in invariant culture.</summary>
    public const string ThresholdKey = MetadataPrefix + "threshold";

    /// <summary>Likewise: columns of the input.</summary>
    public const string InputWidthKey = MetadataPrefix + "inputWidth";

    /// <summary>Likewise: rows of the input.</summary>
    public const string InputHeightKey = MetadataPrefix + "inputHeight";

    private const string MetadataPrefix = "covidclassifier.";
    private const string LabelIndices = "keys_int64s", LabelTexts = "values_strings";

    /// <param name="network">The trained network; not changed. One logit means two classes and is the logit of the second.</param>
    /// <param name="rule">Class names in the order of the logits, and how a label is chosen.</param>
    /// <param name="calibrate">Adds nodes behind the logits and returns the name of the calibrated ones; null leaves them as they are.</param>
    /// <param name="guard">Tells strange images; null: the network's own, if it has one.</param>
    /// <exception cref="ArgumentException">The number of classes does not fit the network's outputs.</exception>
    public static ModelProto Build(NetworkGraph network, DecisionRule rule, Func<GraphBuilder, string, string>? calibrate = null, InputGuard? guard = null)
    {
        int classes = Math.Max(network.Outputs, 2);
        if (rule.ClassNames.Count != classes)
        {
            throw new ArgumentException(
                $"A network with {network.Outputs} output(s) tells {classes} classes apart, got {rule.ClassNames.Count} class names.", nameof(rule));
        }

        ModelProto model = network.Model.Clone();
        var builder = new GraphBuilder(model.Graph);
        // an imported network may have a tensor of its own under the name of one of our outputs
        GraphNames.Rename(model.Graph, Score, builder.FreshName(Score));
        GraphNames.Rename(model.Graph, PredictedLabels, builder.FreshName(PredictedLabels));
        string logits = calibrate?.Invoke(builder, NetworkGraph.Logits) ?? NetworkGraph.Logits;
        builder.AddAs(Score, "Softmax", [network.Outputs == 1 ? Pair(builder, logits) : logits], Attributes.Of("axis", 1));
        AddLabels(builder, rule);
        AddSlotNames(builder, rule);
        ValueInfoProto[] further = [.. model.Graph.Output.Where(o => IsFurther(o.Name) && (guard is null || !GuardGraph.Outputs.Contains(o.Name)))];
        model.Graph.Output.Clear();
        builder.Output(Score, -1, classes);
        model.Graph.Output.Add(ValueInfos.Of(PredictedLabels, TensorProto.Types.DataType.String, -1));
        model.Graph.Output.AddRange(further);
        if (guard is not null)
        {
            GuardGraph.Append(model, guard, network.Width, network.Height);
        }

        Opset.Use(model, Opset.MachineLearning, Opset.MachineLearningVersion);
        WriteMetadata(model, network, rule);
        return model;
    }

    /// <summary>The labels that the graph gives, in the order of its scores.</summary>
    /// <exception cref="ArgumentException">It gives them in another way than <see cref="Build"/> makes.</exception>
    public static IReadOnlyList<string> Labels(ModelProto graph)
    {
        NodeProto? node = graph.Graph.Node.FirstOrDefault(n => n.Output.Contains(PredictedLabels));
        AttributeProto? Attribute(string name) => node?.Attribute.FirstOrDefault(a => a.Name == name);
        string[] labels = [.. Attribute(LabelTexts)?.Strings.Select(t => t.ToStringUtf8()) ?? []];
        return node is { OpType: "LabelEncoder", Domain: Opset.MachineLearning }
            && (Attribute(LabelIndices)?.Ints ?? []).SequenceEqual(Enumerable.Range(0, labels.Length).Select(i => (long)i))
            ? labels
            : throw new ArgumentException($"its network does not make '{PredictedLabels}' as this library does.");
    }

    /// <summary>The graph of a network under a calibration.</summary>
    public static ModelProto Decide(NetworkGraph network, DecisionRule rule, FittedCalibration calibration, InputGuard? guard = null) =>
        Build(network, rule, (builder, logits) => calibration.Append(builder, logits, network.Outputs), guard);

    /// <summary>The network in a scoring graph: up to its logits, with its guard.</summary>
    /// <exception cref="NetworkException">It is no scoring graph.</exception>
    public static NetworkGraph NetworkOf(byte[] scoringGraph)
    {
        ModelProto model = OnnxFile.Parse(scoringGraph, "The model's network");
        ModelProto bare = GraphCut.Between(
            model, [], [new ValueInfoProto { Name = NetworkGraph.Logits }, .. model.Graph.Output.Where(o => IsFurther(o.Name))]);
        long[] input = bare.Graph.Input[0].Shape()!;
        ModelProto single = bare.Clone();
        single.Graph.Input[0] = ValueInfos.Of(bare.Graph.Input[0].Name, TensorProto.Types.DataType.Float, [1, .. input[1..]]);
        int outputs = (int)Shapes.Infer(single)[NetworkGraph.Logits][1];
        bare.Graph.Output[0] = ValueInfos.Of(NetworkGraph.Logits, TensorProto.Types.DataType.Float, -1, outputs);
        return new NetworkGraph(bare, input.Length == 4 ? (int)input[3] : 0, input.Length == 4 ? (int)input[2] : 0, outputs);
    }

    /// <summary>Whether an output says something beside the classes and is kept whatever is decided behind the logits.</summary>
    private static bool IsFurther(string output) => output == MeanOfNetworks.Disagreement || GuardGraph.Outputs.Contains(output);

    // softmax of (-z/2, z/2) is (1 - sigmoid(z), sigmoid(z)), exact to the last digits in both tails
    private static string Pair(GraphBuilder builder, string logit) => builder.Add("Mul", [logit, builder.FloatTensor([-0.5f, 0.5f], 1, 2)]);

    private static void AddLabels(GraphBuilder builder, DecisionRule rule)
    {
        string index = rule.PositiveIndex < 0 ? MostProbable(builder, Score) : IndexByThreshold(builder, rule);
        NodeProto node = LabelEncoder(index, PredictedLabels);
        node.Attribute.Add(Attributes.Of(LabelIndices, Enumerable.Range(0, rule.ClassNames.Count).Select(i => (long)i)));
        node.Attribute.Add(Attributes.Of(LabelTexts, rule.ClassNames));
        builder.Graph.Node.Add(node);
    }

    private static string IndexByThreshold(GraphBuilder builder, DecisionRule rule)
    {
        // two taken from the positive class leaves the others' order as it is and puts it below each of them
        var handicap = new float[rule.ClassNames.Count];
        handicap[rule.PositiveIndex] = 2;
        string bestOther = MostProbable(builder, builder.Add("Sub", [Score, builder.FloatTensor(handicap, 1, handicap.Length)]));
        string probability = builder.Add("Gather", [Score, Scalar(builder, rule.PositiveIndex)], Attributes.Of("axis", 1));
        string isPositive = builder.Add("GreaterOrEqual", [probability, builder.FloatTensor([rule.Threshold])]);
        return builder.Add("Where", [isPositive, Scalar(builder, rule.PositiveIndex), bestOther]);
    }

    private static string MostProbable(GraphBuilder builder, string scores) =>
        builder.Add("ArgMax", [scores], Attributes.Of("axis", 1), Attributes.Of("keepdims", 0));

    private static string Scalar(GraphBuilder builder, long value)
    {
        TensorProto tensor = Tensors.Of(builder.FreshName("index"), [value]);
        builder.Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    // ML.NET takes the slot names of column X from the keys of a node of this name; nothing reads what the node computes
    private static void AddSlotNames(GraphBuilder builder, DecisionRule rule)
    {
        NodeProto node = LabelEncoder(PredictedLabels, builder.FreshName("label_index"));
        node.Name = $"mlnet.{Score}.SlotNames";
        node.Attribute.Add(Attributes.Of("keys_strings", rule.ClassNames));
        node.Attribute.Add(Attributes.Of("values_int64s", Enumerable.Range(0, rule.ClassNames.Count).Select(i => (long)i)));
        builder.Graph.Node.Add(node);
    }

    private static NodeProto LabelEncoder(string input, string output)
    {
        var node = new NodeProto { OpType = "LabelEncoder", Domain = Opset.MachineLearning };
        node.Input.Add(input);
        node.Output.Add(output);
        return node;
    }

    // enough to take the file up again for training: where the logits are, and that pixels come as they are
    private static void WriteMetadata(ModelProto model, NetworkGraph network, DecisionRule rule)
    {
        foreach (StringStringEntryProto old in model.MetadataProps.Where(p => p.Key.StartsWith(MetadataPrefix, StringComparison.Ordinal)).ToArray())
        {
            model.MetadataProps.Remove(old);
        }

        void Add(string key, string value) => model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        Add(ClassNamesKey, new JsonArray([.. rule.ClassNames.Select(n => JsonValue.Create(n))]).ToJsonString());
        Add(PositiveLabelKey, rule.PositiveLabel ?? "");
        Add(ThresholdKey, rule.Threshold.ToString(CultureInfo.InvariantCulture));
        Add(InputWidthKey, network.Width.ToString(CultureInfo.InvariantCulture));
        Add(InputHeightKey, network.Height.ToString(CultureInfo.InvariantCulture));
        Add(NetworkMetadata.LogitsTensor, NetworkGraph.Logits);
        Add(NetworkMetadata.Preprocessing, Preprocessing.None.Name);
        Add(MetadataPrefix + "use", ResearchUseOnly);
    }
}
