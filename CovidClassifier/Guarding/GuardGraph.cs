using CovidClassifier.Onnx;

namespace CovidClassifier.Guarding;

/// <summary>
/// Adds the guard to a graph: output <see cref="Score"/>, float [N], the distance from the training images in units of the limit, and <see cref="Reasons"/>,
/// text [N], empty where the image is accepted.
/// </summary>
internal static class GuardGraph
{
    /// <summary>Output: above 1 an image is not accepted.</summary>
    public const string Score = "GuardScore";

    /// <summary>Output: what the image looks like instead; empty where it is accepted.</summary>
    public const string Reasons = "GuardReasons";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> Outputs { get; } = [Score, Reasons];

    private const int Turns = 4;
    private const int Poses = 2 * Turns;

    /// <summary>
    /// A picture is of another kind only where it is nearer to it by so much: a kind's one mean stands for fewer pictures than the training images do.
    /// </summary>
    private const double KindMargin = 1.03;

    /// <summary>A pose explains a picture that would be accepted in it; a kind one that is not much farther from its mean than the limit.</summary>
    private const float NearPose = 1, NearKind = 1.2f;

    /// <summary>How much each explanation counts where several hold; of poses and kinds the nearest counts most, an unknown one 1.</summary>
    private const float AcceptedCounts = 1000, BlackCounts = 300, FlatCounts = 200, PartlyCounts = 100, NearCounts = 50;

    /// <param name="model">Has the input <see cref="Networks.NetworkGraph.Pixels"/>; changed.</param>
    /// <param name="guard">What is usual.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="height">Its rows.</param>
    public static void Append(ModelProto model, InputGuard guard, int width, int height)
    {
        var builder = new GraphBuilder(model.Graph);
        // an imported network may have a tensor of its own under the name of one of our outputs
        GraphNames.Rename(model.Graph, Score, builder.FreshName(Score));
        GraphNames.Rename(model.Graph, Reasons, builder.FreshName(Reasons));
        CoarsePicture picture = CoarsePicture.Append(builder, width, height);
        (string own, string others) = Measure(builder, guard, picture.Fields);
        string nearest = builder.Add("Div", [own, builder.Add("ReduceMin", [others, builder.Constant(1)])]);
        string black = builder.Add("Div", [builder.Constant((float)guard.Limits.Black), builder.Add("Max", [picture.Mean, builder.Constant(1e-3f)])]);
        string flat = builder.Add("Mul", [picture.InverseContrast, builder.Constant((float)guard.Limits.Flat)]);
        string partly = builder.Add("Div", [builder.Constant((float)guard.Limits.Partly), PictureQuarters.Append(builder, picture.Fields)]);
        string strangeness = builder.Add("Concat", [own, nearest, black, flat, partly], Attributes.Of("axis", 1));
        string score = builder.Add("ReduceMax", [strangeness, builder.Constant(1)]);
        builder.AddAs(Score, "Reshape", [score, builder.Constant(-1)]);
        AddReasons(builder, score, [(black, BlackCounts), (flat, FlatCounts), (partly, PartlyCounts)], own, others);
        model.Graph.Output.Add(ValueInfos.Of(Score, TensorProto.Types.DataType.Float, -1));
        model.Graph.Output.Add(ValueInfos.Of(Reasons, TensorProto.Types.DataType.String, -1));
        Opset.Use(model, Opset.MachineLearning, Opset.MachineLearningVersion);
    }

    /// <summary>
    /// In units of the limit: the picture's distance from the training images, [N,1], and its distances in seven other poses and from other kinds of pictures,
    /// [N,7 + kinds]. With x = z - m, |Wx|^2 = |Wz|^2 - 2 (W'Wm)z + |Wm|^2; exchanging black and white changes the sign of z, a turn exchanges columns of W,
    /// another kind has another m: so one product of z with a matrix gives all of it.
    /// </summary>
    private static (string Own, string Others) Measure(GraphBuilder builder, InputGuard guard, string fields)
    {
        int length = guard.Shape.Mean.Length;
        double scale = 1 / (guard.Limits.Distance * Math.Sqrt(length));
        double[][] whitening = [.. guard.Shape.Whitening.Select(w => Fields(w, scale))];
        var chest = Centre.Of(guard.Shape, guard.Shape.Mean, scale, whitening);
        const double margin = KindMargin * KindMargin;
        Centre[] kinds = [.. PictureKind.All.Select(k => Centre.Of(guard.Shape, ShapeBasis.Of<double>(k.Mean), scale, whitening).Times(margin))];
        List<double[]> columns = [], slopes = [];
        double[] slope = chest.Slope;
        for (int turns = 0; turns < Turns; turns++)
        {
            columns.AddRange(whitening);
            slopes.Add(slope);
            // a picture turned, seen by a row of weights, is the picture seen by the weights turned back
            whitening = [.. whitening.Select(TurnedBack)];
            slope = TurnedBack(slope);
        }

        double[][] all = [.. columns, .. slopes, .. kinds.Select(k => k.Slope)];
        float[] matrix = [.. Enumerable.Range(0, CoarsePicture.Length).SelectMany(f => all.Select(c => (float)c[f]))];
        string product = builder.Add("MatMul", [fields, builder.FloatTensor(matrix, CoarsePicture.Length, all.Length)]);
        string[] parts = Split(builder, product, columns.Count, Turns, kinds.Length);
        string whitened = builder.Add("Reshape", [parts[0], builder.Constant(-1, Turns, length)]);
        string squares = builder.Add("ReduceSumSquare", [whitened, builder.Constant(2)], Attributes.Of("keepdims", 0));
        string even = builder.Add("Add", [squares, builder.Constant((float)chest.Square)]);
        string upright = builder.Add("Mul", [Split(builder, squares, 1, Turns - 1)[0], builder.Constant((float)margin)]);
        string ofKinds = builder.Add(
            "Add", [builder.Add("Sub", [upright, parts[2]]), builder.FloatTensor([.. kinds.Select(k => (float)k.Square)], 1, kinds.Length)]);
        string together = builder.Add(
            "Concat", [builder.Add("Sub", [even, parts[1]]), builder.Add("Add", [even, parts[1]]), ofKinds], Attributes.Of("axis", 1));
        string distances = builder.Add("Sqrt", [builder.Add("Max", [together, builder.Constant(1e-6f)])]);
        string[] apart = Split(builder, distances, 1, Poses - 1 + kinds.Length);
        return (apart[0], apart[1]);
    }

    private static void AddReasons(GraphBuilder builder, string score, (string Strangeness, float Counts)[] plain, string own, string others)
    {
        string limit = builder.Constant(1f);
        string accepted = Holds(builder, "LessOrEqual", score, limit, AcceptedCounts);
        string[] rules = [.. plain.Select(r => Holds(builder, "Greater", r.Strangeness, limit, r.Counts))];
        float[] limits = [.. Enumerable.Repeat(NearPose, Poses - 1), .. PictureKind.All.Select(_ => NearKind)];
        string near = Holds(builder, "LessOrEqual", others, builder.FloatTensor(limits, 1, limits.Length), NearCounts);
        string nearer = builder.Add("Cast", [builder.Add("Less", [others, own])], Attributes.Of("to", (long)TensorProto.Types.DataType.Float));
        string likely = builder.Add("Div", [builder.Add("Mul", [near, nearer]), builder.Add("Add", [others, builder.Constant(1f)])]);
        string unlike = builder.Add("Add", [builder.Add("Mul", [score, builder.Constant(0f)]), builder.Constant(1f)]);
        string counts = builder.Add("Concat", [accepted, .. rules, likely, unlike], Attributes.Of("axis", 1));
        string[] words =
        [
            GuardReason.Accepted, GuardReason.Black, GuardReason.Flat, GuardReason.Partly, .. GuardReason.Poses, .. PictureKind.All.Select(k => k.Name),
            GuardReason.Unlike,
        ];
        var node = new NodeProto { OpType = "LabelEncoder", Domain = Opset.MachineLearning };
        node.Input.Add(builder.Add("ArgMax", [counts], Attributes.Of("axis", 1), Attributes.Of("keepdims", 0)));
        node.Output.Add(Reasons);
        node.Attribute.Add(Attributes.Of("keys_int64s", Enumerable.Range(0, words.Length).Select(i => (long)i)));
        node.Attribute.Add(Attributes.Of("values_strings", words));
        builder.Graph.Node.Add(node);
    }

    /// <summary>A number where a comparison holds, else 0.</summary>
    private static string Holds(GraphBuilder builder, string comparison, string value, string limit, float counts)
    {
        string holds = builder.Add(comparison, [value, limit]);
        string number = builder.Add("Cast", [holds], Attributes.Of("to", (long)TensorProto.Types.DataType.Float));
        return builder.Add("Mul", [number, builder.Constant(counts)]);
    }

    private static string[] Split(GraphBuilder builder, string tensor, params long[] lengths) =>
        builder.AddMany("Split", [tensor, builder.Constant(lengths)], lengths.Length, Attributes.Of("axis", 1));

    /// <summary>Weights of waves as weights of fields.</summary>
    private static double[] Fields(double[] waves, double scale)
    {
        double[] fields = new double[CoarsePicture.Length];
        for (int wave = 0; wave < waves.Length; wave++)
        {
            for (int f = 0; f < fields.Length; f++)
            {
                fields[f] += scale * waves[wave] * ShapeBasis.Rows[wave][f];
            }
        }

        return fields;
    }

    private static double[] TurnedBack(double[] weights) => Turned(Turned(Turned(weights)));

    /// <summary>A quarter turn counter-clockwise.</summary>
    private static double[] Turned(double[] fields)
    {
        const int side = CoarsePicture.Side;
        double[] turned = new double[fields.Length];
        for (int f = 0; f < fields.Length; f++)
        {
            turned[f] = fields[f % side * side + side - 1 - f / side];
        }

        return turned;
    }

    /// <summary>What the distance from one mean takes beside the picture's own square.</summary>
    /// <param name="Slope">2 W'Wm, as weights of fields.</param>
    /// <param name="Square">|Wm|^2.</param>
    private readonly record struct Centre(double[] Slope, double Square)
    {
        public static Centre Of(ShrunkGaussian shape, double[] mean, double scale, double[][] whitening)
        {
            double[] whitened = [.. shape.Whitening.Select(w => scale * w.Zip(mean, (a, b) => a * b).Sum())];
            return new Centre(
                [.. Enumerable.Range(0, CoarsePicture.Length).Select(f => 2 * whitening.Zip(whitened, (w, c) => w[f] * c).Sum())],
                whitened.Sum(c => c * c));
        }

        public Centre Times(double factor) => new(Array.ConvertAll(Slope, s => s * factor), Square * factor);
    }
}
