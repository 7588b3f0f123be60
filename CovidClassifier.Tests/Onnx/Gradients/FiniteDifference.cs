using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Onnx.Gradients;

/// <summary>Holds a gradient graph against central differences, element by element, for the loss sum of c y with random c.</summary>
internal static class FiniteDifference
{
    private const float Step = 1 / 128f;
    private const double Tolerance = 2e-3;

    public static void Check(OperatorCase operatorCase, int opset)
    {
        var seed = new Seed(11).For(operatorCase.ToString());
        ModelProto model = OnnxFile.Create("check");
        model.OpsetImport[0].Version = opset;
        model.IrVersion = 10;
        var builder = new GraphBuilder(model.Graph);
        foreach (OperatorInput input in operatorCase.Inputs)
        {
            builder.Input(input.Name, input.Shape);
        }

        string y = Flatten(builder, operatorCase.Build(builder));
        HashSet<string> parameters = [.. operatorCase.Inputs.Select(i => i.Name)];
        model.Graph.Output.Add(new ValueInfoProto { Name = y });
        Shapes shapes = GradientGraphs.Prepare(model, parameters);
        float[] weights = new OperatorInput("c", shapes[y]).Values(seed);
        using var inputs = new NamedValues();
        foreach (OperatorInput input in operatorCase.Inputs)
        {
            input.Values(seed).CopyTo(inputs.AddFloats(input.Name, input.Shape));
        }

        using var forward = new OnnxSession(model, threads: 1);
        using NamedValues gradients = Gradients(model, shapes, y, weights, inputs, parameters);
        Assert.Multiple(() =>
        {
            foreach (string name in parameters)
            {
                double[] expected = Differences(forward, inputs, name, y, weights);
                double scale = Math.Max(1, expected.Max(Math.Abs));
                float[] actual = gradients.Names.Contains(name) ? gradients.Floats(name).ToArray() : new float[expected.Length];
                Assert.That(actual, Is.EqualTo(expected).Within(Tolerance * scale), $"gradient by {name}");
            }
        });
    }

    private static string Flatten(GraphBuilder builder, string[] outputs)
    {
        if (outputs.Length == 1)
        {
            return outputs[0];
        }

        string[] flat = [.. outputs.Select(o => builder.Add("Flatten", [o], Attributes.Of("axis", 0)))];
        return builder.Add("Concat", flat, Attributes.Of("axis", 1));
    }

    private static NamedValues Gradients(ModelProto model, Shapes shapes, string y, float[] weights, NamedValues inputs, HashSet<string> parameters)
    {
        ModelProto backward = model.Clone();
        var builder = new GraphBuilder(backward.Graph);
        backward.Graph.Output.Clear();
        GradientGraphs.AddOutputs(builder, shapes, y, builder.FloatTensor(weights, shapes[y]), parameters);
        using var session = new OnnxSession(backward, threads: 1);
        string[] outputs = [.. backward.Graph.Output.Select(o => o.Name)];
        using NamedValues results = session.Run(inputs, outputs);
        var byParameter = new NamedValues();
        foreach (string output in outputs)
        {
            string parameter = output["grad:".Length..];
            long[] shape = results[output].GetTensorTypeAndShape().Shape;
            Assert.That(shape, Is.EqualTo(shapes[parameter]), $"shape of the gradient by {parameter}");
            results.Floats(output).CopyTo(byParameter.AddFloats(parameter, shape));
        }

        return byParameter;
    }

    private static double[] Differences(OnnxSession forward, NamedValues inputs, string name, string y, float[] weights)
    {
        var slopes = new double[inputs.Floats(name).Length];
        for (int i = 0; i < slopes.Length; i++)
        {
            float value = inputs.Floats(name)[i];
            float above = value + Step;
            float below = value - Step;
            slopes[i] = (Loss(above) - Loss(below)) / ((double)above - below);
            inputs.Floats(name)[i] = value;

            double Loss(float moved)
            {
                inputs.Floats(name)[i] = moved;
                using NamedValues results = forward.Run(inputs, [y]);
                double sum = 0;
                Span<float> output = results.Floats(y);
                for (int j = 0; j < output.Length; j++)
                {
                    sum += (double)weights[j] * output[j];
                }

                return sum;
            }
        }

        return slopes;
    }
}
