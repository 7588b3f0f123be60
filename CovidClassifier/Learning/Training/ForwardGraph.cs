using CovidClassifier.Onnx;

namespace CovidClassifier.Learning.Training;

/// <summary>A network with a fixed batch whose trained weights are inputs instead of initializers.</summary>
internal static class ForwardGraph
{
    /// <summary>Input, weights and outputs keep the network's names; shape arithmetic is folded away.</summary>
    public static ModelProto Build(ModelProto network, IReadOnlyList<string> parameters, int batchSize, out Shapes shapes)
    {
        ModelProto model = network.Clone();
        ValueInfoProto input = model.Graph.Input[0];
        long[] dims = [batchSize, .. input.Shape()![1..]];
        model.Graph.Input.Clear();
        model.Graph.Input.Add(ValueInfos.Of(input.Name, TensorProto.Types.DataType.Float, dims));
        HashSet<string> trained = [.. parameters];
        ConstantFolding.Apply(model, trained, Shapes.Infer(model));
        shapes = Shapes.Infer(model);

        TensorProto[] kept = [.. model.Graph.Initializer.Where(i => !trained.Contains(i.Name))];
        model.Graph.Initializer.Clear();
        model.Graph.Initializer.AddRange(kept);
        foreach (string parameter in parameters)
        {
            model.Graph.Input.Add(ValueInfos.Of(parameter, TensorProto.Types.DataType.Float, shapes[parameter]));
        }

        return model;
    }
}
