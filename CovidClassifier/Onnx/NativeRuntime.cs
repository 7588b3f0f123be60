using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Onnx;

/// <summary>The process's one ONNX Runtime, which the application may have opened before us.</summary>
internal static class NativeRuntime
{
    private static readonly Lazy<OrtEnv> Opened = new(Open);

    public static OrtEnv Environment => Opened.Value;

    private static OrtEnv Open()
    {
        var environment = OrtEnv.Instance();
        if (!RuntimeTelemetry.IsWanted)
        {
            // on Windows events go to the system's own tracing, which no variable forbids
            environment.DisableTelemetryEvents();
        }

        return environment;
    }
}
