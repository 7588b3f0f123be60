using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CovidClassifier.Onnx.Runtime;

/// <summary>
/// Keeps ONNX Runtime from reporting to its makers. Since 1.29 it does so unless the native environment forbids it before the library is loaded: its first
/// session writes a device id below the user's cache folder, and events that name tensors are sent from then on. An application that wants the reports sets the
/// switch <see cref="Switch"/>, or ORT_DISABLE_TELEMETRY to 0.
/// </summary>
internal static partial class RuntimeTelemetry
{
    /// <summary>The AppContext switch (RuntimeHostConfigurationOption in a project file) that leaves the reports on.</summary>
    public const string Switch = "CovidClassifier.OnnxRuntimeTelemetry";

    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Whether the application asked for the reports.</summary>
    public static bool IsWanted => (AppContext.TryGetSwitch(Switch, out bool on) && on) || Environment.GetEnvironmentVariable(Variable) == "0";

    // runs before any other code of this assembly, and so before ONNX Runtime's first call on our behalf, ML.NET's loading of one of our files included
#pragma warning disable CA2255 // an application could not call this early enough, and would have to know of it
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void TurnOff()
    {
        if (IsWanted)
        {
            return;
        }

        // the children's environment, and on Windows the native one too
        Environment.SetEnvironmentVariable(Variable, "1");
        if (!OperatingSystem.IsWindows())
        {
            // elsewhere .NET sets its own copy of the environment only
            _ = SetNative(Variable, "1", 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetNative(string name, string value, int overwrite);
}
