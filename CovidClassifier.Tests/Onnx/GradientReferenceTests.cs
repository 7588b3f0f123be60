using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Onnx;

/// <summary>Every parameter's gradient against those that PyTorch recorded.</summary>
internal sealed class GradientReferenceTests
{
    private const double Tolerance = 1e-3;

    // a gradient that is 0 in exact arithmetic (a bias before an instance normalisation) comes out as rounding noise, here and in PyTorch
    private const double Noise = 1e-7;

    private static IEnumerable<TestCaseData> Cases() =>
        GradientCase.Folders() is { Length: > 0 } folders
            ? folders.Select(f => new TestCaseData(f).SetArgDisplayNames(Path.GetFileName(f)))
            : [new TestCaseData("").SetArgDisplayNames("shared folder absent")];

    [TestCaseSource(nameof(Cases))]
    public void Gradients_OfARecordedCase_MatchPyTorch(string folder)
    {
        GradientCase reference = GradientCase.Load(folder.Length > 0 ? folder : SharedFolder.Path("reference/gradients"));
        ModelProto model = GradientGraphs.Of(reference);
        string[] outputs = [.. reference.Gradients.Keys.Select(name => $"grad:{name}")];
        Assert.That(outputs, Is.SubsetOf(model.Graph.Output.Select(o => o.Name)), "every parameter has a gradient");

        using var session = new OnnxSession(model);
        using var inputs = new NamedValues();
        reference.Input.Floats.CopyTo(inputs.AddFloats("input", reference.Input.Shape));
        long[] target = model.Graph.Input.First(i => i.Name == "target").Shape()!;
        reference.TargetProbabilities(target[1]).CopyTo(inputs.AddFloats("target", target));
        using NamedValues values = session.Run(inputs, outputs);
        Assert.Multiple(() =>
        {
            foreach ((string name, NumpyFile expected) in reference.Gradients)
            {
                Assert.That(RelativeError(values.Floats($"grad:{name}"), expected.Floats), Is.LessThan(Tolerance), $"relative L2 error of {name}");
            }
        });
    }

    private static double RelativeError(ReadOnlySpan<float> actual, float[] expected)
    {
        Assert.That(actual.Length, Is.EqualTo(expected.Length));
        double difference = 0;
        double size = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            difference += Math.Pow(actual[i] - expected[i], 2);
            size += Math.Pow(expected[i], 2);
        }

        return Math.Sqrt(difference) / Math.Max(Math.Sqrt(size), Noise / Tolerance);
    }
}
