using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>
/// The last resort for a network that nothing opens to any number of images: it runs on one image after the other. Where its last dense layer can be told, that
/// one stays outside, so that the network has features and its last layer can be replaced.
/// </summary>
internal static class OneByOne
{
    /// <summary>For the model card.</summary>
    public const string Note =
        "The network is fixed to a number of images in a way that cannot be opened, so it runs on one image after the other. A head can be trained on its " +
        "features; its own layers cannot.";

    /// <summary>For the model card of a network that takes any number of images and does not keep them apart.</summary>
    public const string MixingNote =
        "What the network says of an image depends on the images beside it (a mean or a largest value over all that it is given), so it runs on one image " +
        "after the other. A head can be trained on its features; its own layers cannot.";

    /// <summary>Graphs of any number of images with the same input and scores, the most useful first; each is to be verified.</summary>
    /// <param name="model">For the number of images that it is fixed to, its constants computed; its one output the scores.</param>
    /// <param name="shapes">Of its tensors.</param>
    /// <param name="images">That number.</param>
    public static IEnumerable<ModelProto> Ways(ModelProto model, Shapes shapes, long images)
    {
        string scores = model.Graph.Output[0].Name;
        if (LastLayer.FindDense(model.Graph, scores, out _)?.Features is { } features && RowOf(features, shapes, images) is { } row)
        {
            ModelProto front = EachRow.Of(Ending(model, features, shapes), row);
            ModelProto back = GraphCut.Between(
                model, [ValueInfos.Of(features, TensorProto.Types.DataType.Float, [-1, .. row])], [new ValueInfoProto { Name = scores }]);
            foreach (BatchPlace.Preference way in OpenBatch.Ways)
            {
                ModelProto opened = back.Clone();
                if (!IsVector(features, shapes))
                {
                    OpenBatch.Apply(opened, shapes, features, images, way);
                }

                yield return GraphJoin.Join(front, opened, new Dictionary<string, string> { [features] = features });
            }
        }

        if (RowOf(scores, shapes, images) is { } whole)
        {
            yield return EachRow.Of(Ending(model, scores, shapes), whole);
        }
    }

    /// <summary>Shape of a tensor for one image, without the axis of images; null where it holds no row for each.</summary>
    /// <param name="tensor">Its name.</param>
    /// <param name="shapes">For the number of images that the network is fixed to.</param>
    /// <param name="images">That number.</param>
    public static long[]? RowOf(string tensor, Shapes shapes, long images) =>
        !shapes.IsFloat(tensor) || shapes[tensor].Contains(0) ? null
        : shapes[tensor] is [var rows, _, ..] && rows == images ? shapes[tensor][1..]
        : images == 1 && IsVector(tensor, shapes) ? shapes[tensor]
        : null;

    // the one image's axis was squeezed out
    private static bool IsVector(string tensor, Shapes shapes) => shapes[tensor].Length == 1;

    private static ModelProto Ending(ModelProto model, string tensor, Shapes shapes)
    {
        ModelProto ending = GraphCut.Between(model, [], [ValueInfos.Of(tensor, TensorProto.Types.DataType.Float, shapes[tensor])]);
        if (IsVector(tensor, shapes))
        {
            var builder = new GraphBuilder(ending.Graph);
            string vector = builder.FreshName("vector");
            ending.Graph.Output.Clear();
            GraphNames.Rename(ending.Graph, tensor, vector);
            builder.AddAs(tensor, "Unsqueeze", [vector, builder.Constant(0L)]);
            builder.Output(tensor, [1, .. shapes[tensor]]);
        }

        return ending;
    }
}
