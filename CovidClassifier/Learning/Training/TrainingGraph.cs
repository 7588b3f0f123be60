using CovidClassifier.Learning.Optimizers;
using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;
using CovidClassifier.Onnx.Lowering;

namespace CovidClassifier.Learning.Training;

/// <summary>
/// Forward, loss and gradients of some samples as a graph. Weights go in under their own names; each one's gradient comes out under <see cref="GradientOf"/>.
/// </summary>
internal sealed class TrainingGraph
{
    public const string Targets = "targets";
    public const string SampleWeights = "sampleWeights";
    public const string Loss = "loss";

    private TrainingGraph(ModelProto model, string logits, ShardLayout shard, IReadOnlyList<StateTensor> parameters, IReadOnlyList<ParameterGroup> groups)
    {
        Model = model;
        Logits = logits;
        Shard = shard;
        Parameters = parameters;
        Groups = groups;
    }

    public ModelProto Model { get; }

    /// <summary>Output of a run: the samples' logits, [samples, outputs].</summary>
    public string Logits { get; }

    /// <summary>What one run takes.</summary>
    public ShardLayout Shard { get; }

    /// <summary>In the order of <see cref="Groups"/>.</summary>
    public IReadOnlyList<StateTensor> Parameters { get; }

    public IReadOnlyList<ParameterGroup> Groups { get; }

    public static string GradientOf(string parameter) => parameter + "/gradient";

    /// <summary>Builds the graph that a batch's shards go through.</summary>
    /// <param name="network">One float input [N,...], one float output [N,K], perhaps a <see cref="SourceAdversary"/>; not changed.</param>
    /// <param name="groups">Which initializers are trained, and how fast.</param>
    /// <param name="batchSize">Samples per step.</param>
    /// <param name="lowered">Whether the network may be rewritten into one that trains faster; off keeps its own operators, which every provider runs.</param>
    public static TrainingGraph Build(ModelProto network, IReadOnlyList<ParameterGroup> groups, int batchSize, bool lowered = true)
    {
        string[] parameters = [.. groups.SelectMany(g => g.Parameters)];
        long weights = network.Graph.Initializer.Where(i => parameters.Contains(i.Name)).Sum(i => i.Count());
        int samples = ShardLayout.SamplesOf(batchSize, weights);
        ModelProto model = ForwardGraph.Build(network, parameters, samples, out Shapes shapes);
        string logits = network.Graph.Output[0].Name;
        int sources = SourceAdversary.SourcesOf(network.Graph);
        IReadOnlyList<SampleInput> inputs = [new SampleInput(network.Graph.Input[0].Name, shapes[network.Graph.Input[0].Name], null)];
        if (lowered)
        {
            shapes = Lowerings.Apply(model, shapes);
            inputs = InputLayout.TakeOut(model, shapes);
        }

        model.Graph.Output.Clear();
        var builder = new GraphBuilder(model.Graph);
        List<DropoutMask> masks = DropoutMask.Insert(builder, shapes);
        string slope = TrainingLoss.Append(builder, logits, shapes[logits]);
        List<(string Tensor, string Gradient)> from = [(logits, slope)];
        var gradients = new Dictionary<string, string>(StringComparer.Ordinal);
        if (sources > 0)
        {
            (string features, string reversed, IReadOnlyDictionary<string, string> own) = SourceAdversary.Append(builder, shapes);
            from.Add((features, reversed));
            gradients = new(own, StringComparer.Ordinal);
        }

        foreach ((string parameter, string gradient) in GradientGraph.Append(builder, shapes, from, [.. parameters.Except(SourceAdversary.Parameters)]))
        {
            gradients.Add(parameter, gradient);
        }

        foreach (string parameter in parameters)
        {
            string gradient = gradients.GetValueOrDefault(parameter)
                ?? throw new NetworkException($"Weight '{parameter}' cannot be trained: the network's output does not depend on it.");
            builder.AddAs(GradientOf(parameter), "Identity", [gradient]);
            builder.Output(GradientOf(parameter), shapes[parameter]);
        }

        builder.Output(Loss);
        builder.Output(logits, shapes[logits]);
        GraphOrder.Sort(model.Graph);
        var shard = new ShardLayout(samples, (int)shapes[logits][1], inputs, masks) { Sources = sources };
        return new TrainingGraph(model, logits, shard, [.. parameters.Select(p => new StateTensor(p, shapes[p]))], groups);
    }
}
