using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Networks;

/// <summary>What a network says of one image.</summary>
internal static class NetworkScores
{
    /// <summary>The logits for gray bytes of the network's input size.</summary>
    public static float[] Logits(NetworkGraph network, byte[] pixels)
    {
        using var session = new OnnxSession(network.Model);
        using var inputs = new NamedValues();
        Span<float> input = inputs.AddFloats(NetworkGraph.Pixels, 1, 1, network.Height, network.Width);
        for (int i = 0; i < pixels.Length; i++)
        {
            input[i] = pixels[i];
        }

        using NamedValues outputs = session.Run(inputs, [NetworkGraph.Logits]);
        return outputs.Floats(NetworkGraph.Logits).ToArray();
    }
}
