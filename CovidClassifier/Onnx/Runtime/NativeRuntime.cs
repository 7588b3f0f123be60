using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Onnx.Runtime;

/// <summary>
/// The process's one ONNX Runtime, which the application may have opened before us. Looked at before it is first used: a library that cannot serve ends in a
/// sentence.
/// </summary>
internal static unsafe partial class NativeRuntime
{
    private static readonly Lazy<OrtEnv> Opened = new(Open);

    /// <exception cref="NetworkException">There is no native library for this machine, or one that does not fit the managed package.</exception>
    public static OrtEnv Environment => Opened.Value;

    /// <summary>The processor's memory. Asking ONNX Runtime for it would open ONNX Runtime in its own way.</summary>
    /// <exception cref="NetworkException">As for <see cref="Environment"/>.</exception>
    public static OrtAllocator Allocator
    {
        get
        {
            _ = Environment;
            return OrtAllocator.DefaultInstance;
        }
    }

    /// <summary>Options of a session. Made here, because making them opens ONNX Runtime.</summary>
    /// <param name="threads">Threads inside one run; 0 takes one for each processor that the process may use (affinity and a container's quota
    /// counted).</param>
    /// <param name="optimize">Off keeps every tensor that the graph names.</param>
    /// <exception cref="NetworkException">As for <see cref="Environment"/>.</exception>
    public static SessionOptions OptionsOf(int threads, bool optimize)
    {
        _ = Environment;
        return new SessionOptions
        {
            GraphOptimizationLevel = optimize ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
            // ONNX Runtime's own choice counts the machine's cores and ties a thread to each, also to those that the process may not use
            IntraOpNumThreads = threads > 0 ? threads : System.Environment.ProcessorCount,
        };
    }

    /// <summary>The C interface of this version, as onnxruntime_c_api.h numbers its functions.</summary>
    /// <exception cref="NetworkException">As for <see cref="Environment"/>; or the library is older than this version.</exception>
    public static nint* Functions(uint version)
    {
        _ = Environment;
        nint* functions = Api(version);
        return functions is not null
            ? functions
            : throw new NetworkException(
                $"The application's ONNX Runtime is {VersionOf()}; its C interface of version {version} is needed. Reference Microsoft.ML.OnnxRuntime " +
                $"1.{version}.0 or newer.");
    }

    /// <param name="native">Version of the native library, for example 1.31.1.</param>
    /// <param name="managed">Version of the managed package that calls it.</param>
    /// <exception cref="NetworkException">The native library is the older of the two, by more than a patch.</exception>
    public static void RequireFit(string native, Version managed)
    {
        if (!Version.TryParse(native.Split('-', '+')[0], out Version? version) || (version.Major, version.Minor).CompareTo((managed.Major, managed.Minor)) < 0)
        {
            throw new NetworkException(
                $"The application's native ONNX Runtime is {native}, but the managed package Microsoft.ML.OnnxRuntime.Managed in it is " +
                    $"{managed.ToString(3)} and needs a native library that is no older. Reference both, and a build for a GPU if there is one, in one " +
                    $"version.");
        }
    }

    private static OrtEnv Open()
    {
        try
        {
            RequireFit(VersionOf(), typeof(OrtEnv).Assembly.GetName().Version ?? new Version());
            OrtEnv environment = Create();
            if (!RuntimeTelemetry.IsWanted)
            {
                // on Windows events go to the system's own tracing, which no variable forbids
                environment.DisableTelemetryEvents();
            }

            return environment;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or TypeInitializationException)
        {
            throw new NetworkException(
                $"ONNX Runtime's native library cannot be used on {RuntimeInformation.RuntimeIdentifier}: {FirstLineOf(e.InnerException ?? e)} Reference the " +
                    $"package Microsoft.ML.OnnxRuntime (or a build for a GPU) in the application, in the version of Microsoft.ML.OnnxRuntime.Managed.",
                e);
        }
    }

    private static OrtEnv Create()
    {
        if (!OrtEnv.IsCreated)
        {
            try
            {
                var options = new EnvironmentCreationOptions
                {
                    logId = "CovidClassifier",
                    logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING,
                    loggingFunction = RuntimeLog.Receiver
                };
                return OrtEnv.CreateInstanceWithOptions(ref options);
            }
            catch (OnnxRuntimeException) when (OrtEnv.IsCreated)
            {
                // the application was quicker
            }
        }

        return OrtEnv.Instance();
    }

    // what follows lists every place that the loader looked at
    private static string FirstLineOf(Exception error) => error.Message.Split('\n')[0].Trim();

    private static string VersionOf() => Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)GetApiBase()[1])()) ?? "";

    private static nint* Api(uint version) => (nint*)((delegate* unmanaged<uint, nint>)GetApiBase()[0])(version);

    [LibraryImport("onnxruntime", EntryPoint = "OrtGetApiBase")]
    private static partial nint* GetApiBase();
}
