using System.Text.Json;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Onnx;

/// <summary>
/// One folder of recorded gradients: model.onnx (input `input`, output `logits`), input.npy, target.npy, grads/NAME.npy at the exported weights and
/// expected.json with the loss before each of four steps of Adam (learning rate 1e-3, beta 0.9 and 0.999, epsilon 1e-8, every parameter of grads/ trained).
/// </summary>
internal sealed record GradientCase(
    string Folder, ModelProto Model, NumpyFile Input, NumpyFile Target, IReadOnlyDictionary<string, NumpyFile> Gradients, double[] Losses)
{
    /// <summary>Names folders of further cases, or single cases, separated as in PATH.</summary>
    public const string FurtherCases = "COVIDCLASSIFIER_GRADIENT_CASES";

    public string Name => Path.GetFileName(Folder);

    /// <summary>One output: target 0 or 1 as float [N,1], sigmoid cross entropy. Several: class indices [N], softmax cross entropy.</summary>
    public bool IsBinary => Target.Longs.Length == 0;

    public long BatchSize => Input.Shape[0];

    public static GradientCase Load(string folder)
    {
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        return new GradientCase(
            folder,
            OnnxFile.Load(Path.Combine(folder, "model.onnx")),
            NumpyFile.Read(Path.Combine(folder, "input.npy")),
            NumpyFile.Read(Path.Combine(folder, "target.npy")),
            Directory.GetFiles(Path.Combine(folder, "grads"), "*.npy").Order(StringComparer.Ordinal)
                .ToDictionary(f => Path.GetFileNameWithoutExtension(f), NumpyFile.Read, StringComparer.Ordinal),
            [.. expected.RootElement.GetProperty("losses").EnumerateArray().Select(e => e.GetDouble())]);
    }

    /// <summary>The target as probabilities [N,K], row-major: 0 or 1 as recorded, or one-hot over <paramref name="outputs"/> classes.</summary>
    public float[] TargetProbabilities(long outputs)
    {
        if (IsBinary)
        {
            return Target.Floats;
        }

        var rows = new float[BatchSize * outputs];
        for (int i = 0; i < BatchSize; i++)
        {
            rows[i * outputs + Target.Longs[i]] = 1;
        }

        return rows;
    }

    /// <summary>Case folders: those of the shared reference and those that <see cref="FurtherCases"/> names; none where neither is there.</summary>
    public static string[] Folders()
    {
        string? shared = SharedFolder.Find("reference/gradients");
        string[] roots = [.. (Environment.GetEnvironmentVariable(FurtherCases) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)];
        foreach (string root in roots)
        {
            if (!Directory.Exists(root))
            {
                throw new DirectoryNotFoundException($"{FurtherCases} names '{root}', which is not there.");
            }
        }

        return [.. roots.Prepend(shared).OfType<string>().SelectMany(CasesIn)];
    }

    private static IEnumerable<string> CasesIn(string root) =>
        File.Exists(Path.Combine(root, "model.onnx"))
            ? [Path.TrimEndingDirectorySeparator(root)]
            : Directory.GetDirectories(root).Where(d => File.Exists(Path.Combine(d, "model.onnx"))).Order(StringComparer.Ordinal);
}
