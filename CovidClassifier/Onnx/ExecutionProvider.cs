namespace CovidClassifier;

/// <summary>
/// What runs a network. All but <see cref="Cpu"/> need the build of ONNX Runtime that has them, which the application references in the place of
/// Microsoft.ML.OnnxRuntime; asked for but absent, they are an error, never the CPU in silence. Before a network is used its scores are compared with the
/// CPU's.
/// </summary>
public enum ExecutionProvider
{
    /// <summary>The processor, everywhere.</summary>
    Cpu,

    /// <summary>NVIDIA graphics cards: package Microsoft.ML.OnnxRuntime.Gpu.</summary>
    Cuda,

    /// <summary>Graphics cards under Windows: package Microsoft.ML.OnnxRuntime.DirectML.</summary>
    DirectMl,

    /// <summary>Apple's processors under macOS: part of Microsoft.ML.OnnxRuntime there.</summary>
    CoreMl,
}
