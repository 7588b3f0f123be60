using CovidClassifier.Foundation;

namespace CovidClassifier.Onnx;

/// <summary>Compares what an execution provider makes of some images with what the CPU makes of them.</summary>
internal static class ProviderSelfTest
{
    /// <summary>How far a score may be from the CPU's.</summary>
    public const float Tolerance = 1e-3f;

    private const int Images = 4;

    /// <summary>Does nothing for the CPU itself.</summary>
    /// <param name="model">One float input [N,...] of gray levels 0..255.</param>
    /// <param name="output">The float output to compare.</param>
    /// <param name="toScores">From a row of the output to scores of 0 to 1.</param>
    /// <param name="provider">To be compared with the CPU.</param>
    /// <exception cref="NetworkException">The provider is absent, or its scores differ.</exception>
    public static void Require(ModelProto model, string output, Func<float[], IEnumerable<double>> toScores, ExecutionProvider provider)
    {
        if (provider == ExecutionProvider.Cpu)
        {
            return;
        }

        using var other = new OnnxSession(model, provider: provider);
        using var cpu = new OnnxSession(model);
        long[] shape = [Images, .. model.Graph.Input[0].Shape()![1..]];
        Require(Run(cpu, model.Graph.Input[0].Name, output, shape, toScores), Run(other, model.Graph.Input[0].Name, output, shape, toScores), provider);
    }

    /// <exception cref="NetworkException">A score differs by more than <see cref="Tolerance"/>, or is no number.</exception>
    public static void Require(double[] cpu, double[] other, ExecutionProvider provider)
    {
        double[] differences = [.. cpu.Zip(other, (a, b) => Math.Abs(a - b))];
        if (cpu.Length != other.Length || !differences.All(d => d <= Tolerance))
        {
            double largest = differences.All(double.IsFinite) ? differences.DefaultIfEmpty(double.NaN).Max() : double.NaN;
            throw new NetworkException(FormattableString.Invariant(
                $"Execution provider {provider} must give the CPU's scores to {Tolerance}, but differs by {largest:0.####} on random images; use Cpu."));
        }
    }

    private static double[] Run(OnnxSession session, string input, string output, long[] shape, Func<float[], IEnumerable<double>> toScores)
    {
        using var inputs = new NamedValues();
        RandomStream random = new Seed(1).For("self-test").Open();
        foreach (ref float pixel in inputs.AddFloats(input, shape))
        {
            pixel = random.Below(256);
        }

        using NamedValues outputs = session.Run(inputs, [output]);
        float[] values = outputs.Floats(output).ToArray();
        return [.. values.Chunk(values.Length / Images).SelectMany(toScores)];
    }
}
