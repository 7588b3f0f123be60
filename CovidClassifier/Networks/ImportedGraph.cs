using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>A foreign network from its image input to one row of numbers per image, for any number of images.</summary>
/// <param name="Model">Its one output is <see cref="NetworkGraph.Logits"/>, [N,<paramref name="Outputs"/>].</param>
/// <param name="Outputs">Numbers per image.</param>
/// <param name="EndsInFeatures">Whether these are features, and not scores of classes.</param>
internal sealed record ImportedGraph(ModelProto Model, int Outputs, bool EndsInFeatures)
{
    /// <summary>
    /// Shape for one image of scores that a classifier gives for each of several places, flattened in the graph's output; null where they are one row.
    /// </summary>
    public long[]? PerPlace { get; init; }

    // fewer numbers than this are no features
    private const int LeastFeatures = 32;

    private static readonly HashSet<string> Nothing = new(StringComparer.Ordinal);

    /// <param name="model">As <see cref="OnnxFile.Normalise"/> leaves it, in 32-bit floats; not changed.</param>
    /// <param name="input">Its image input.</param>
    /// <param name="scores">Where its scores are.</param>
    /// <exception cref="NetworkException">It asks for too much memory, gives no row per image, or is fixed to a number of images in a way that cannot be
    /// opened.</exception>
    public static ImportedGraph Of(ModelProto model, NetworkInput input, ScoreOutput scores)
    {
        ModelProto cut = GraphCut.Between(model, [], [new ValueInfoProto { Name = scores.Tensor }]);
        Opset.DropUnused(cut);
        Declare(cut, input, Math.Max(input.Batch, 1));
        ConstantFolding.Apply(cut, Nothing);
        SettledGraph settled = GraphMemory.Require(cut, Math.Max(input.Batch, 1));
        if (input.Batch <= 0)
        {
            bool mayMix = ImageMixing.IsPossible(cut.Graph, settled.Sizes);
            ImportedGraph open = Finish(cut, input, scores, settled.Sizes.Shape(scores.Tensor));
            return mayMix && !KeepsApart(open.Model, input) ? Of(model, input with { Batch = 1 }, scores) : open;
        }

        // sizes that the graph computes from its input's open by themselves, unless an exporter has computed some of them and left the others
        NetworkException? failure = null;
        foreach (ModelProto basis in new[] { cut, settled.Model })
        {
            var shapes = Shapes.Infer(basis);
            foreach (BatchPlace.Preference way in OpenBatch.Ways)
            {
                ModelProto opened = basis.Clone();
                OpenBatch.Apply(opened, shapes, input.Name, input.Batch, way);
                try
                {
                    ImportedGraph graph = Finish(opened, input, scores, input.Batch == 1 ? shapes[scores.Tensor] : null);
                    if (OpenBatch.Agrees(graph.Model, input))
                    {
                        return graph;
                    }
                }
                catch (NetworkException e)
                {
                    failure = e;
                }
            }
        }

        return OneAfterTheOther(settled.Model, input, scores) ?? throw OpenBatch.Refuse(input.Batch, failure);
    }

    /// <param name="model">For the number of images that it is fixed to, its constants computed.</param>
    /// <param name="input">Its image input.</param>
    /// <param name="scores">Where its scores are.</param>
    /// <returns>Null where what it says of an image depends on the others.</returns>
    private static ImportedGraph? OneAfterTheOther(ModelProto model, NetworkInput input, ScoreOutput scores)
    {
        var shapes = Shapes.Infer(model);
        if (OneByOne.RowOf(scores.Tensor, shapes, input.Batch) is not { } row)
        {
            return null;
        }

        foreach (ModelProto each in OneByOne.Ways(model, shapes, input.Batch))
        {
            try
            {
                if (OpenBatch.Agrees(each, model, input))
                {
                    long[] shape = [1, .. row];
                    ImportedGraph graph = Finish(each.Clone(), input, scores, shape, IsFeatures(model.Graph, scores, shape));
                    if (OpenBatch.Agrees(graph.Model, input))
                    {
                        return graph;
                    }
                }
            }
            catch (NetworkException)
            {
                // this way does not run: the next, or none
            }
        }

        return null;
    }

    /// <summary>Puts the row of numbers at the end.</summary>
    /// <param name="cut">Changed in place.</param>
    /// <param name="input">Its image input.</param>
    /// <param name="scores">Where its scores are.</param>
    /// <param name="known">Their shape for one image; null: to be found.</param>
    /// <param name="areFeatures">Whether they are features and not scores of classes; null: to be found.</param>
    private static ImportedGraph Finish(ModelProto cut, NetworkInput input, ScoreOutput scores, long[]? known, bool? areFeatures = null)
    {
        Declare(cut, input, 1);
        long[] shape = known ?? Shapes.Infer(cut)[scores.Tensor];
        if (shape is not [1, ..] || shape.Contains(0))
        {
            throw new NetworkException(
                $"The network's output must be one row of numbers per image, got '{ShownText.Name(scores.Tensor)}' [{string.Join(',', shape)}] for one image.");
        }

        bool endsInFeatures = areFeatures ?? IsFeatures(cut.Graph, scores, shape);
        Declare(cut, input, -1);
        cut.Graph.Output.Clear();
        var builder = new GraphBuilder(cut.Graph);
        long outputs = shape.Aggregate((product, length) => checked(product * length));
        string row = endsInFeatures ? FeatureVector.Append(builder, scores.Tensor, shape, [], out outputs) : builder.Add("Flatten", [scores.Tensor]);
        GraphNames.Rename(cut.Graph, NetworkGraph.Logits, builder.FreshName(NetworkGraph.Logits));
        builder.AddAs(NetworkGraph.Logits, "Identity", [row]);
        builder.Output(NetworkGraph.Logits, -1, outputs);
        return new ImportedGraph(cut, checked((int)outputs), endsInFeatures)
        {
            PerPlace = !endsInFeatures && shape.Skip(1).Count(length => length > 1) > 1 ? shape[1..] : null,
        };
    }

    private static bool KeepsApart(ModelProto model, NetworkInput input)
    {
        try
        {
            return OpenBatch.Agrees(model, input);
        }
        catch (NetworkException)
        {
            // it says that it takes any number of images, and runs for one alone
            return false;
        }
    }

    private static void Declare(ModelProto model, NetworkInput input, long batch)
    {
        model.Graph.Input.Clear();
        model.Graph.Input.Add(input.Declare(batch));
    }

    private static bool IsFeatures(GraphProto graph, ScoreOutput scores, long[] shape)
    {
        if (scores.EndsInProbabilities || scores.AreFeatures)
        {
            return scores.AreFeatures;
        }

        DenseLayer? layer = LastLayer.FindDense(graph, scores.Tensor, out _);
        return layer is null
            ? shape.Max() is >= LeastFeatures and not (1000 or 1001)
            : !LastLayer.IsClassifier(layer, endsInProbabilities: false);
    }
}
