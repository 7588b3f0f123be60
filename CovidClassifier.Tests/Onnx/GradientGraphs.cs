using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Tests.Onnx;

/// <summary>Turns a network into one that gives the loss's gradients, as the tests need it.</summary>
internal static class GradientGraphs
{
    /// <summary>Gives the inputs their sizes and folds what is constant then.</summary>
    public static Shapes Prepare(ModelProto model, IReadOnlySet<string> parameters, params (string Input, long[] Shape)[] sizes)
    {
        foreach ((string input, long[] shape) in sizes)
        {
            ValueInfoProto info = model.Graph.Input.First(i => i.Name == input);
            info.Type.TensorType.Shape = ValueInfos.Of(input, TensorProto.Types.DataType.Float, shape).Type.TensorType.Shape;
        }

        ConstantFolding.Apply(model, parameters, Shapes.Infer(model));
        return Shapes.Infer(model);
    }

    /// <summary>
    /// Adds d loss / d tensor for each parameter as outputs named `grad:NAME`; <paramref name="gradient"/> is d loss / d <paramref name="from"/>, already in
    /// the graph.
    /// </summary>
    public static void AddOutputs(GraphBuilder builder, Shapes shapes, string from, string gradient, IReadOnlyCollection<string> parameters)
    {
        Dictionary<string, string> found = GradientGraph.Append(builder, shapes, from, gradient, parameters);
        foreach ((string parameter, string tensor) in found)
        {
            builder.AddAs($"grad:{parameter}", "Identity", [tensor]);
            builder.Output($"grad:{parameter}", shapes[parameter]);
        }
    }

    /// <summary>
    /// A model with one output `grad:NAME` per recorded gradient, for the mean cross entropy of the case; inputs `input` and `target` (one-hot where there are
    /// several classes).
    /// </summary>
    public static ModelProto Of(GradientCase reference)
    {
        ModelProto model = reference.Model.Clone();
        HashSet<string> parameters = [.. reference.Gradients.Keys];
        Shapes shapes = Prepare(model, parameters, ("input", reference.Input.Shape));
        var builder = new GraphBuilder(model.Graph);
        string target = builder.Input("target", shapes["logits"]);
        string probability = reference.IsBinary ? builder.Add("Sigmoid", ["logits"]) : builder.Add("Softmax", ["logits"], Attributes.Of("axis", -1));
        string difference = builder.Add("Sub", [probability, target]);
        string gradient = builder.Add("Div", [difference, builder.Constant((float)reference.BatchSize)]);
        model.Graph.Output.Clear();
        AddOutputs(builder, shapes, "logits", gradient, parameters);
        return model;
    }
}
