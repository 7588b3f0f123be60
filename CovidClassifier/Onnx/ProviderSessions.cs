using CovidClassifier.Onnx.Runtime;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Onnx;

/// <summary>Session options for an execution provider.</summary>
internal static class ProviderSessions
{
    /// <exception cref="NetworkException">The application's ONNX Runtime has no such provider, or the provider finds no device.</exception>
    public static void Use(this SessionOptions options, ExecutionProvider provider)
    {
        if (provider == ExecutionProvider.Cpu)
        {
            return;
        }

        string[] available = NativeRuntime.Environment.GetAvailableProviders();
        (string name, string package) = provider switch
        {
            ExecutionProvider.Cuda => ("CUDAExecutionProvider", "Microsoft.ML.OnnxRuntime.Gpu"),
            ExecutionProvider.DirectMl => ("DmlExecutionProvider", "Microsoft.ML.OnnxRuntime.DirectML"),
            ExecutionProvider.CoreMl => ("CoreMLExecutionProvider", "Microsoft.ML.OnnxRuntime on macOS"),
            _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "The execution provider must be Cpu, Cuda, DirectMl or CoreMl."),
        };
        if (!available.Contains(name))
        {
            throw new NetworkException(
                $"Execution provider {provider} was asked for, but this application's ONNX Runtime has only: {string.Join(", ", available)}. Reference the " +
                    $"package {package} in the application, or use Cpu.");
        }

        try
        {
            Append(options, provider);
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException)
        {
            throw new NetworkException($"Execution provider {provider} cannot be used: {e.Message}", e);
        }
    }

    private static void Append(SessionOptions options, ExecutionProvider provider)
    {
        switch (provider)
        {
            case ExecutionProvider.Cuda:
                options.AppendExecutionProvider_CUDA();
                break;
            case ExecutionProvider.CoreMl:
                options.AppendExecutionProvider_CoreML();
                break;
            default:
                // what DirectML asks of a session: https://onnxruntime.ai/docs/execution-providers/DirectML-ExecutionProvider.html
                options.EnableMemoryPattern = false;
                options.ExecutionMode = ExecutionMode.ORT_SEQUENTIAL;
                options.AppendExecutionProvider_DML();
                break;
        }
    }
}
