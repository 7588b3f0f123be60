using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Onnx.Kernels;

/// <summary>
/// The few functions of ONNX Runtime's C interface that an operator needs and the managed package does not offer. Places in the table are those of onnxruntime_c_api.h; functions are only ever added
/// behind them.
/// </summary>
internal static unsafe partial class OrtTable
{
    // the interface's version since which every field that we fill is read
    public const uint Version = 16;

    private static readonly nint* Functions = Load();

    public static nint Input(nint context, int index)
    {
        nint value;
        Require(((delegate* unmanaged<nint, nuint, nint*, nint>)Functions[90])(context, (nuint)index, &value));
        return value;
    }

    public static nint Output(nint context, int index, ReadOnlySpan<long> shape)
    {
        nint value;
        fixed (long* dims = shape)
        {
            Require(((delegate* unmanaged<nint, nuint, long*, nuint, nint*, nint>)Functions[91])(context, (nuint)index, dims, (nuint)shape.Length, &value));
        }

        return value;
    }

    public static nint Data(nint value)
    {
        nint data;
        Require(((delegate* unmanaged<nint, nint*, nint>)Functions[51])(value, &data));
        return data;
    }

    /// <summary>Number of a tensor's elements.</summary>
    public static int Count(nint value)
    {
        nint info;
        nuint count;
        Require(((delegate* unmanaged<nint, nint*, nint>)Functions[65])(value, &info));
        Require(((delegate* unmanaged<nint, nuint*, nint>)Functions[64])(info, &count));
        ((delegate* unmanaged<nint, void>)Functions[99])(info);
        return checked((int)count);
    }

    /// <summary>A domain of operators, which lives as long as the process.</summary>
    public static nint CreateDomain(string name, IEnumerable<nint> operators)
    {
        nint domain;
        fixed (byte* text = Text(name))
        {
            Require(((delegate* unmanaged<byte*, nint*, nint>)Functions[26])(text, &domain));
        }

        foreach (nint op in operators)
        {
            Require(((delegate* unmanaged<nint, nint, nint>)Functions[27])(domain, op));
        }

        return domain;
    }

    public static void AddDomain(SessionOptions options, nint domain) =>
        Require(((delegate* unmanaged<nint, nint, nint>)Functions[28])(options.DangerousGetHandle(), domain));

    /// <summary>What a failed call returns to ONNX Runtime, which frees it.</summary>
    public static nint Failure(string message)
    {
        fixed (byte* text = Text(message))
        {
            return ((delegate* unmanaged<int, byte*, nint>)Functions[0])(1, text);
        }
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static nint* Load()
    {
        _ = NativeRuntime.Environment;
        nint getApi = *(nint*)GetApiBase();
        return (nint*)((delegate* unmanaged<uint, nint>)getApi)(Version);
    }

    private static void Require(nint status)
    {
        if (status != 0)
        {
            string message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)Functions[2])(status)) ?? "";
            ((delegate* unmanaged<nint, void>)Functions[93])(status);
            throw new NetworkException($"ONNX Runtime cannot run one of our operators: {message}");
        }
    }

    [LibraryImport("onnxruntime", EntryPoint = "OrtGetApiBase")]
    private static partial nint GetApiBase();
}
