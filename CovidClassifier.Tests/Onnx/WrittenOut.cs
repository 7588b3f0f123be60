using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Tests.Onnx;

/// <summary>A graph of one operator beside what the operator is written out as.</summary>
internal static class WrittenOut
{
    /// <summary>The graph with the operator written out, which gives the same numbers through operators that all have gradients.</summary>
    /// <param name="model">From 'x' to 'y'; left as it is.</param>
    /// <param name="writeOut">Writes the operator out, in place.</param>
    /// <returns>The graph as it was written out, for what else must hold of it.</returns>
    public static ModelProto RequireSame(ModelProto model, Action<ModelProto> writeOut)
    {
        ModelProto parts = model.Clone();
        writeOut(parts);
        Assert.That(Run(parts), Is.EqualTo(Run(model)).Within(1e-5));
        ModelProto folded = parts.Clone();
        ConstantFolding.Apply(folded, new HashSet<string>(), Shapes.Infer(folded));
        Assert.That(folded.Graph.Node.Where(n => GradientCatalogue.Find(n) is null).Select(n => n.OpType), Is.Empty);
        return parts;
    }

    private static float[] Run(ModelProto model)
    {
        using var session = new OnnxSession(model, threads: 1);
        using var inputs = new NamedValues();
        Span<float> values = inputs.AddFloats("x", model.Graph.Input[0].Shape()!);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Sin(i * 1.7f);
        }

        using NamedValues outputs = session.Run(inputs, ["y"]);
        return outputs.Floats("y").ToArray();
    }
}
