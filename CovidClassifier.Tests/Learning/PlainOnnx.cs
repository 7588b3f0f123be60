using CovidClassifier.Imaging.Decoding;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Tests.Learning;

/// <summary>Scores an exported file with nothing but ONNX Runtime.</summary>
internal static class PlainOnnx
{
    public static float[] Score(string file, byte[] image, int side)
    {
        using var session = new InferenceSession(file);
        float[] pixels = [.. XRayDecoder.Decode(image, side, side).Pixels.Select(p => (float)p)];
        using var value = OrtValue.CreateTensorValueFromMemory(pixels, [1, 1, side, side]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["pixels"], [value], ["Score"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
