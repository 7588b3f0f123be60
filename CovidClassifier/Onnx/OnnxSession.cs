using CovidClassifier.Onnx.Kernels;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Onnx;

/// <summary>A loaded graph, ready to run; one session serves all threads. Owns its native session.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;

    /// <param name="model">The graph.</param>
    /// <param name="threads">Threads inside one run; 0 lets ONNX Runtime take one per core.</param>
    /// <param name="optimize">Off keeps every tensor that the graph names.</param>
    /// <param name="provider">What runs it.</param>
    /// <exception cref="NetworkException">ONNX Runtime refuses the graph, or has no such provider.</exception>
    public OnnxSession(ModelProto model, int threads = 0, bool optimize = true, ExecutionProvider provider = ExecutionProvider.Cpu)
        : this(KernelSet.Declare(model).ToByteArray(), threads, optimize, provider, KernelSet.IsUsedBy(model))
    {
    }

    /// <inheritdoc cref="OnnxSession(ModelProto, int, bool, ExecutionProvider)"/>
    public OnnxSession(byte[] model, int threads = 0, bool optimize = true, ExecutionProvider provider = ExecutionProvider.Cpu)
        : this(model, threads, optimize, provider, withKernels: false)
    {
    }

    private OnnxSession(byte[] model, int threads, bool optimize, ExecutionProvider provider, bool withKernels)
    {
        _ = NativeRuntime.Environment;
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = optimize ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
            IntraOpNumThreads = threads,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.Use(provider);
        if (withKernels)
        {
            KernelSet.AddTo(options);
        }

        try
        {
            _session = new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new NetworkException($"ONNX Runtime cannot load the network: {e.Message}", e);
        }
    }

    public IEnumerable<KeyValuePair<string, NodeMetadata>> Inputs => _session.InputMetadata;

    public IEnumerable<KeyValuePair<string, NodeMetadata>> Outputs => _session.OutputMetadata;

    /// <summary>Runs and returns new values for <paramref name="outputs"/>, which the caller owns.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; takes at most as long as one node.</exception>
    public NamedValues Run(NamedValues inputs, IReadOnlyList<string> outputs, CancellationToken cancellationToken = default) =>
        Run(inputs.Names, [.. inputs.Names.Select(n => inputs[n])], outputs, cancellationToken);

    /// <inheritdoc cref="Run(NamedValues, IReadOnlyList{string}, CancellationToken)"/>
    public NamedValues Run(
        IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputs, IReadOnlyList<string> outputs, CancellationToken cancellationToken = default)
    {
        var results = new NamedValues();
        Guarded(cancellationToken, run =>
        {
            // not disposed as a collection: each value moves to its new owner
            IDisposableReadOnlyCollection<OrtValue> values = _session.Run(run, inputNames, inputs, outputs);
            for (int i = 0; i < outputs.Count; i++)
            {
                results.Add(outputs[i], values[i]);
            }
        });
        return results;
    }

    /// <summary>Runs into memory that the caller holds.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the outputs are then undefined.</exception>
    public void Run(
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputs,
        IReadOnlyCollection<string> outputNames,
        IReadOnlyCollection<OrtValue> outputs,
        CancellationToken cancellationToken = default) =>
        Guarded(cancellationToken, run => _session.Run(run, inputNames, inputs, outputNames, outputs));

    public void Dispose() => _session.Dispose();

    private static void Guarded(CancellationToken cancellationToken, Action<RunOptions> run)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using CancellationTokenRegistration registration = cancellationToken.Register(() => options.Terminate = true);
        try
        {
            run(options);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OnnxRuntimeException e)
        {
            throw new NetworkException($"ONNX Runtime cannot run the network: {e.Message}", e);
        }
    }
}
