using System.Diagnostics.Tracing;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Onnx.Runtime;

/// <summary>
/// What ONNX Runtime has to say, for whoever listens (an EventListener, dotnet-trace): a library must not write to the console, and what goes wrong in a call
/// is that call's exception.
/// </summary>
[EventSource(Name = "CovidClassifier-OnnxRuntime")]
internal sealed class RuntimeLog : EventSource
{
    public static RuntimeLog Log { get; } = new();

    /// <summary>What ONNX Runtime calls with each message; it keeps the pointer for as long as the process lives.</summary>
    public static DOrtLoggingFunction Receiver { get; } = Log.Take;

    [Event(1, Level = EventLevel.Warning)]
    public void Warning(string message, string place) => WriteEvent(1, message, place);

    [Event(2, Level = EventLevel.Error)]
    public void Error(string message, string place) => WriteEvent(2, message, place);

    [NonEvent]
    private void Take(nint parameter, OrtLoggingLevel severity, string category, string logId, string codeLocation, string message)
    {
        if (severity >= OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR)
        {
            Error(message, codeLocation);
        }
        else if (severity == OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING)
        {
            Warning(message, codeLocation);
        }
    }
}
