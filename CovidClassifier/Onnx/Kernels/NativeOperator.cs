using System.Runtime.InteropServices;

namespace CovidClassifier.Onnx.Kernels;

/// <summary>
/// A kernel as ONNX Runtime sees it: its struct OrtCustomOp (onnxruntime_c_api.h). One per kernel, never freed. Its address tells the kernel; it serves as its
/// own kernel object too, since kernels have no state.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct NativeOperator
{
    private const int FloatType = 1;
    private const int Int64Type = 7;

    // room for fields of later versions, all zero
    private const int Room = 256;

    private static readonly List<(nint Address, nint Name, Kernel Kernel)> Known = [];

    private readonly uint _version = OrtTable.Version;
    private readonly delegate* unmanaged<nint, nint, nint, nint> _createKernel = &CreateKernel;
    private readonly delegate* unmanaged<nint, nint> _getName = &GetName;
    private readonly delegate* unmanaged<nint, nint> _getProvider = &None;
    private readonly delegate* unmanaged<nint, nuint, int> _getInputType = &GetInputType;
    private readonly delegate* unmanaged<nint, nint> _getInputCount = &GetInputCount;
    private readonly delegate* unmanaged<nint, nuint, int> _getOutputType = &GetOutputType;
    private readonly delegate* unmanaged<nint, nint> _getOutputCount = &GetOutputCount;
    private readonly nint _compute = 0;
    private readonly delegate* unmanaged<nint, void> _destroyKernel = &DestroyKernel;
    private readonly delegate* unmanaged<nint, nuint, int> _getInputCharacteristic = &Required;
    private readonly delegate* unmanaged<nint, nuint, int> _getOutputCharacteristic = &Required;
    private readonly delegate* unmanaged<nint, nuint, int> _getInputMemoryType = &Required;
    private readonly delegate* unmanaged<nint, nint> _getVariadicInputMinArity = &None;
    private readonly delegate* unmanaged<nint, nint> _getVariadicInputHomogeneity = &None;
    private readonly delegate* unmanaged<nint, nint> _getVariadicOutputMinArity = &None;
    private readonly delegate* unmanaged<nint, nint> _getVariadicOutputHomogeneity = &None;
    private readonly nint _createKernelV2 = 0;
    private readonly delegate* unmanaged<nint, nint, nint> _computeV2 = &Compute;

    public NativeOperator()
    {
    }

    /// <summary>The address of a kernel's struct.</summary>
    public static nint Of(Kernel kernel)
    {
        var address = (NativeOperator*)NativeMemory.AllocZeroed((nuint)(sizeof(NativeOperator) + Room));
        *address = new NativeOperator();
        Known.Add(((nint)address, Marshal.StringToCoTaskMemUTF8(kernel.Name), kernel));
        return (nint)address;
    }

    private static Kernel KernelOf(nint address) => Known.Find(k => k.Address == address).Kernel;

    [UnmanagedCallersOnly]
    private static nint CreateKernel(nint op, nint api, nint info) => op;

    [UnmanagedCallersOnly]
    private static nint GetName(nint op) => Known.Find(k => k.Address == op).Name;

    [UnmanagedCallersOnly]
    private static int GetInputType(nint op, nuint index) => (int)index == KernelOf(op).Inputs - 1 ? Int64Type : FloatType;

    [UnmanagedCallersOnly]
    private static nint GetInputCount(nint op) => KernelOf(op).Inputs;

    [UnmanagedCallersOnly]
    private static int GetOutputType(nint op, nuint index) => FloatType;

    [UnmanagedCallersOnly]
    private static nint GetOutputCount(nint op) => KernelOf(op).Outputs;

    // no provider named is the CPU; no variadic inputs
    [UnmanagedCallersOnly]
    private static nint None(nint op) => 0;

    // every input is required, and in the provider's own memory
    [UnmanagedCallersOnly]
    private static int Required(nint op, nuint index) => 0;

    [UnmanagedCallersOnly]
    private static void DestroyKernel(nint kernel)
    {
        // the operator itself, which stays
    }

    [UnmanagedCallersOnly]
    private static nint Compute(nint op, nint context)
    {
        try
        {
            KernelOf(op).Compute(new KernelContext(context));
            return 0;
        }
        catch (Exception e)
        {
            // no exception may cross into native code
            return OrtTable.Failure(e.Message);
        }
    }
}
