using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Training;

/// <summary>
/// One training step as a graph: forward, loss, gradients, optimizer. State goes in under its own name and comes out under <see cref="NextOf"/>.
/// </summary>
internal sealed class TrainingGraph
{
    public const string Targets = "targets";
    public const string SampleWeights = "sampleWeights";
    public const string Loss = "loss";

    /// <summary>Input: the share of the running mean of weights that a step keeps.</summary>
    public const string AverageKeep = "averageKeep";

    private TrainingGraph(ModelProto model, string input, string logits, IReadOnlyList<StateTensor> state, IReadOnlyList<DropoutMask> masks, IReadOnlyList<ParameterGroup> groups)
    {
        Model = model;
        Input = input;
        Logits = logits;
        HasAverages = state.Any(s => s.Name == AverageOf(groups[0].Parameters[0]));
        State = state;
        Masks = masks;
        Groups = groups;
    }

    public ModelProto Model { get; }

    /// <summary>The samples' input; its shape is in <see cref="Model"/>.</summary>
    public string Input { get; }

    /// <summary>Output of the step: the batch's logits before the update, [batch, outputs].</summary>
    public string Logits { get; }

    /// <summary>Parameters first, in file order, then the optimizer's slots.</summary>
    public IReadOnlyList<StateTensor> State { get; }

    public IReadOnlyList<DropoutMask> Masks { get; }

    public bool HasAverages { get; }

    public IReadOnlyList<ParameterGroup> Groups { get; }

    public static string NextOf(string state) => state + "/next";

    /// <summary>The running mean of a parameter, where the graph keeps one.</summary>
    public static string AverageOf(string parameter) => parameter + "/average";

    /// <summary>The input that carries one of the optimizer's scalars to one group of parameters.</summary>
    public static string ScalarOf(string scalar, int group) => $"optimizer/{scalar}/{group}";

    /// <summary>Builds the step for a fixed batch size.</summary>
    /// <param name="network">One float input [N,...], one float output [N,K]; not changed.</param>
    /// <param name="groups">Which initializers are trained, and how fast.</param>
    /// <param name="batchSize">Samples per step.</param>
    /// <param name="optimizer">The update rule.</param>
    /// <param name="gradientNormLimit">See <see cref="TrainingOptions.GradientNormLimit"/>.</param>
    /// <param name="average">Whether a running mean of each parameter is kept beside it, see <see cref="TrainingOptions.AveragedEpochs"/>.</param>
    public static TrainingGraph Build(
        ModelProto network, IReadOnlyList<ParameterGroup> groups, int batchSize, Optimizer optimizer, double? gradientNormLimit = null, bool average = false)
    {
        string[] parameters = [.. groups.SelectMany(g => g.Parameters)];
        ModelProto model = ForwardGraph.Build(network, parameters, batchSize, out Shapes shapes);
        string input = network.Graph.Input[0].Name;
        string logits = network.Graph.Output[0].Name;
        model.Graph.Output.Clear();
        var builder = new GraphBuilder(model.Graph);
        List<DropoutMask> masks = DropoutMask.Insert(builder, shapes);
        string slope = TrainingLoss.Append(builder, logits, shapes[logits]);
        Dictionary<string, string> gradients = GradientGraph.Append(builder, shapes, logits, slope, parameters);
        if (gradientNormLimit is { } limit)
        {
            gradients = GradientNorm.Limit(builder, gradients, limit);
        }

        List<StateTensor> slots = AppendUpdates(builder, groups, optimizer, shapes, gradients);
        if (average)
        {
            slots.AddRange(AppendAverages(builder, parameters, shapes));
        }

        builder.Output(Loss);
        builder.Output(logits, shapes[logits]);
        GraphOrder.Sort(model.Graph);
        return new TrainingGraph(model, input, logits, [.. parameters.Select(p => new StateTensor(p, shapes[p])), .. slots], masks, groups);
    }

    private static StateTensor[] AppendAverages(GraphBuilder builder, string[] parameters, Shapes shapes)
    {
        string keep = builder.Input(AverageKeep);
        string rest = builder.Add("Sub", [builder.Constant(1f), keep]);
        foreach (string parameter in parameters)
        {
            string average = builder.Input(AverageOf(parameter), shapes[parameter]);
            string kept = builder.Add("Mul", [average, keep]);
            builder.AddAs(NextOf(average), "Add", [kept, builder.Add("Mul", [NextOf(parameter), rest])]);
            builder.Output(NextOf(average), shapes[parameter]);
        }

        return [.. parameters.Select(p => new StateTensor(AverageOf(p), shapes[p]))];
    }

    private static List<StateTensor> AppendUpdates(
        GraphBuilder builder, IReadOnlyList<ParameterGroup> groups, Optimizer optimizer, Shapes shapes, Dictionary<string, string> gradients)
    {
        var state = new List<StateTensor>();
        for (int group = 0; group < groups.Count; group++)
        {
            string[] scalars = [.. optimizer.Scalars.Select(s => builder.Input(ScalarOf(s, group)))];
            foreach (string parameter in groups[group].Parameters)
            {
                string gradient = gradients.GetValueOrDefault(parameter)
                    ?? throw new NetworkException($"Weight '{parameter}' cannot be trained: the network's output does not depend on it.");
                string[] slots = [.. optimizer.Slots.Select(s => builder.Input($"{parameter}/{s}", shapes[parameter]))];
                state.AddRange(slots.Select(s => new StateTensor(s, shapes[parameter])));
                (string next, string[] nextSlots) = optimizer.Append(builder, parameter, gradient, slots, scalars);
                foreach ((string name, string value) in slots.Prepend(parameter).Zip(nextSlots.Prepend(next)))
                {
                    builder.AddAs(NextOf(name), "Identity", [value]);
                    builder.Output(NextOf(name), shapes[parameter]);
                }
            }
        }

        return state;
    }
}
