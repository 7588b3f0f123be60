using CovidClassifier.Learning.Heads;
using Processor = System.Runtime.InteropServices.Architecture;

namespace CovidClassifier.Tests.Learning.Heads;

public class LightGbmLibraryTests
{
    [Test]
    public void Fault_WhereItLoads_IsNone() =>
        Assert.That(LightGbmLibrary.FaultOf(Processor.X64, isMacOS: false, _ => true), Is.Null);

    [TestCase(Processor.Arm64)]
    [TestCase(Processor.X86)]
    public void Fault_OfAnotherProcessor_NamesIt(Processor processor) =>
        Assert.That(LightGbmLibrary.FaultOf(processor, isMacOS: false, _ => true), Does.Contain("x64 processors alone").And.Contain($"{processor}"));

    [TestCase(false, "libgomp.so.1", "libgomp1 on Debian")]
    [TestCase(true, "libomp.dylib", "libomp of Homebrew")]
    [Platform(Exclude = "Win")]
    public void Fault_WithoutOpenMp_NamesThePackage(bool isMacOS, string library, string package) =>
        Assert.That(LightGbmLibrary.FaultOf(Processor.X64, isMacOS, _ => false), Does.Contain(library).And.Contain(package));

    [Test]
    public void Fault_WithOpenMpAlone_NamesTheLibraryItself() => Assert.That(
        LightGbmLibrary.FaultOf(Processor.X64, isMacOS: false, name => name != "lib_lightgbm"), Does.Contain("lib_lightgbm does not lie beside"));
}
