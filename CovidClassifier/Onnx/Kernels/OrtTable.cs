using System.Runtime.InteropServices;
using System.Text;
using CovidClassifier.Onnx.Runtime;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Onnx.Kernels;

/// <summary>
/// The few functions of ONNX Runtime's C interface that operators and shape inference need and the managed package does not offer, or cuts short: its lengths
/// are of 32 bits. Places in the table are those of onnxruntime_c_api.h; functions are only ever added behind them.
/// </summary>
internal static unsafe class OrtTable
{
    // the interface's version since which every field that we fill is read
    public const uint Version = 16;

    private static readonly nint* Functions = NativeRuntime.Functions(Version);

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

    /// <summary>Loads a graph; to be closed by <see cref="CloseSession"/>.</summary>
    /// <exception cref="NetworkException">ONNX Runtime refuses it.</exception>
    public static nint OpenSession(ReadOnlySpan<byte> model, SessionOptions options)
    {
        nint session;
        fixed (byte* bytes = model)
        {
            Require(
                ((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)Functions[8])(
                    NativeRuntime.Environment.DangerousGetHandle(), bytes, (nuint)model.Length, options.DangerousGetHandle(), &session),
                "cannot load the network");
        }

        return session;
    }

    public static void CloseSession(nint session) => ((delegate* unmanaged<nint, void>)Functions[95])(session);

    /// <summary>What an output is declared or inferred to be: its element type and lengths, -1 where one is not known. Null: no tensor.</summary>
    public static (int ElementType, long[] Dims)? OutputType(nint session, int index)
    {
        const int tensor = 1;
        nint info, tensorInfo;
        int kind, element;
        nuint rank;
        Require(((delegate* unmanaged<nint, nuint, nint*, nint>)Functions[34])(session, (nuint)index, &info));
        try
        {
            Require(((delegate* unmanaged<nint, int*, nint>)Functions[56])(info, &kind));
            if (kind != tensor)
            {
                return null;
            }

            Require(((delegate* unmanaged<nint, nint*, nint>)Functions[55])(info, &tensorInfo));
            Require(((delegate* unmanaged<nint, int*, nint>)Functions[60])(tensorInfo, &element));
            Require(((delegate* unmanaged<nint, nuint*, nint>)Functions[61])(tensorInfo, &rank));
            var dims = new long[rank];
            fixed (long* lengths = dims)
            {
                Require(((delegate* unmanaged<nint, long*, nuint, nint>)Functions[62])(tensorInfo, lengths, rank));
            }

            return (element, dims);
        }
        finally
        {
            ((delegate* unmanaged<nint, void>)Functions[98])(info);
        }
    }

    /// <summary>What a failed call returns to ONNX Runtime, which frees it.</summary>
    public static nint Failure(string message)
    {
        fixed (byte* text = Text(message))
        {
            return ((delegate* unmanaged<int, byte*, nint>)Functions[0])(1, text);
        }
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static void Require(nint status, string what = "cannot run one of our operators")
    {
        if (status != 0)
        {
            string message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)Functions[2])(status)) ?? "";
            ((delegate* unmanaged<nint, void>)Functions[93])(status);
            throw new NetworkException($"ONNX Runtime {what}: {message}");
        }
    }
}
