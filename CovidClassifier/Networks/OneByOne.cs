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

    /// <summary>Graphs of any number of images with the same input and scores, the most useful first; each is to be verified.</summary>
    /// <param name="model">For the number of images that it is fixed to, its constants computed; its one output the scores.</param>
    /// <param name="shapes">Of its tensors.</param>
    /// <param name="images">That number.</param>
    public static IEnumerable<ModelProto> Ways(ModelProto model, Shapes shapes, long images)
    {
        string scores = model.Graph.Output[0].Name;
        if (LastLayer.FindDense(model.Graph, scores, out _)?.Features is { } features && IsRowPerImage(features, shapes, images))
        {
            long[] row = shapes[features][1..];
            ModelProto front = EachRow.Of(Ending(model, features, shapes), row);
            ModelProto back = GraphCut.Between(
                model, [ValueInfos.Of(features, TensorProto.Types.DataType.Float, [-1, .. row])], [new ValueInfoProto { Name = scores }]);
            foreach (BatchPlace.Preference way in OpenBatch.Ways)
            {
                ModelProto opened = back.Clone();
                OpenBatch.Apply(opened, shapes, features, images, way);
                yield return GraphJoin.Join(front, opened, new Dictionary<string, string> { [features] = features });
            }
        }

        if (IsRowPerImage(scores, shapes, images))
        {
            yield return EachRow.Of(Ending(model, scores, shapes), shapes[scores].AsSpan(1));
        }
    }

    private static bool IsRowPerImage(string tensor, Shapes shapes, long images) =>
        shapes.IsFloat(tensor) && shapes[tensor] is [var rows, _, ..] && rows == images && !shapes[tensor].Contains(0);

    private static ModelProto Ending(ModelProto model, string tensor, Shapes shapes) =>
        GraphCut.Between(model, [], [ValueInfos.Of(tensor, TensorProto.Types.DataType.Float, shapes[tensor])]);
}
