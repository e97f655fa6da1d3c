//! Names that a dialect documents and this host does not offer yet. They exist on `wx`/`tt`, always call `fail`, and are reported once to the
//! program's author. Lists by dialect and wave; sources are the vendors' API indexes as of 2026.

use crate::Dialects;

pub(crate) const UNSUPPORTED: &[(Dialects, u8, &[&str])] = &[
    (
        Dialects::BOTH,
        2,
        &[
            "uploadFile", "downloadFile", "connectSocket", "sendSocketMessage", "closeSocket", "onSocketOpen",
            "onSocketMessage", "onSocketError", "onSocketClose", "saveFile", "getSavedFileList", "getSavedFileInfo",
            "removeSavedFile", "getFileInfo", "openDocument", "getFileSystemManager", "getImageInfo", "compressImage",
            "createCanvasContext", "canvasToTempFilePath", "canvasGetImageData", "canvasPutImageData",
            "createOffscreenCanvas", "createIntersectionObserver", "chooseImage", "chooseMedia", "chooseVideo",
            "previewImage", "previewMedia", "saveImageToPhotosAlbum", "saveVideoToPhotosAlbum", "login", "checkSession",
            "getUserInfo", "getUserProfile", "getSetting", "openSetting", "authorize", "requestSubscribeMessage",
            "scanCode", "makePhoneCall", "getLocation", "openLocation", "chooseLocation", "chooseAddress",
            "createVideoContext", "createInnerAudioContext", "getBackgroundAudioManager", "getRecorderManager",
            "setScreenBrightness", "getScreenBrightness", "setKeepScreenOn", "navigateBackMiniProgram",
            "createInterstitialAd", "createRewardedVideoAd", "createWebViewContext", "createCameraContext",
            "createMapContext", "createLivePlayerContext", "getShareInfo", "getConnectedWifi", "onUserCaptureScreen",
            "offUserCaptureScreen", "onMemoryWarning", "offMemoryWarning", "getPrivacySetting",
            "openPrivacyContract", "onNeedPrivacyAuthorization", "requirePrivacyAuthorize", "getGroupEnterInfo",
            "preloadSubpackage", "loadSubpackage",
        ],
    ),
    (
        Dialects::WECHAT,
        2,
        &[
            "requestPayment", "chooseMessageFile", "chooseInvoiceTitle", "getWeRunData", "shareAppMessage",
            "showShareImageMenu", "openCustomerServiceChat", "openEmbeddedMiniProgram", "createMediaQueryObserver",
            "editImage", "cropImage", "openSystemBluetoothSetting", "openAppAuthorizeSetting",
            "getAppAuthorizeSetting", "getSystemSetting", "createAudioContext", "getAvailableAudioSources",
            "setInnerAudioOption", "createWebAudioContext", "createMediaContainer", "createMediaRecorder",
            "createVideoDecoder", "getVideoInfo", "compressVideo", "openVideoEditor", "playVoice", "pauseVoice", "stopVoice",
            "startRecord", "stopRecord", "playBackgroundAudio", "pauseBackgroundAudio", "stopBackgroundAudio",
            "getBackgroundAudioPlayerState", "seekBackgroundAudio", "previewLocation", "startLocationUpdate",
            "stopLocationUpdate", "onLocationChange", "offLocationChange", "choosePoi", "getFuzzyLocation",
            "onAudioInterruptionBegin", "onAudioInterruptionEnd", "setEnableDebug", "getLogManager",
            "getRealtimeLogManager", "getPerformance", "createBufferURL", "revokeBufferURL", "setTopBarText",
        ],
    ),
    (
        Dialects::BYTEDANCE,
        2,
        &[
            "pay", "createRewardVideoAd", "openSchema", "openAwemeUserProfile", "checkFollowAwemeState",
            "showDouyinOpenAuth", "createInteractiveButton", "followOfficialAccount", "openEcGood", "navigateToVideoView",
            "createLiveReport", "getUserInfoAuthType", "sendUmengEventAnalytics", "preloadVideo",
        ],
    ),
    (
        Dialects::BOTH,
        3,
        &[
            "onAccelerometerChange", "offAccelerometerChange", "startAccelerometer", "stopAccelerometer",
            "onCompassChange", "offCompassChange", "startCompass", "stopCompass", "onGyroscopeChange",
            "startGyroscope", "stopGyroscope", "onDeviceMotionChange", "startDeviceMotionListening",
            "stopDeviceMotionListening", "openBluetoothAdapter", "closeBluetoothAdapter", "getBluetoothAdapterState",
            "startBluetoothDevicesDiscovery", "stopBluetoothDevicesDiscovery", "getBluetoothDevices",
            "onBluetoothDeviceFound", "createBLEConnection", "closeBLEConnection", "getBLEDeviceServices",
            "getBLEDeviceCharacteristics", "readBLECharacteristicValue", "writeBLECharacteristicValue",
            "notifyBLECharacteristicValueChange", "onBLECharacteristicValueChange", "onBLEConnectionStateChange",
            "startWifi", "stopWifi", "connectWifi", "getWifiList", "onGetWifiList", "addPhoneContact",
            "addPhoneCalendar", "createWorker", "getBatteryInfo", "getBatteryInfoSync", "setWindowSize",
        ],
    ),
    (
        Dialects::WECHAT,
        3,
        &[
            "createVKSession", "isVKSupport", "createUDPSocket", "createTCPSocket", "startLocalServiceDiscovery",
            "stopLocalServiceDiscovery", "getHCEState", "startHCE", "stopHCE", "getNFCAdapter", "startBeaconDiscovery",
            "stopBeaconDiscovery", "getBeacons", "joinVoIPChat", "exitVoIPChat", "startSoterAuthentication",
            "checkIsSupportSoterAuthentication", "checkIsSoterEnrolledInDevice", "faceDetect", "initFaceDetect",
            "stopFaceDetect", "openChannelsLive", "openChannelsActivity", "openChannelsUserProfile",
            "getChannelsLiveInfo", "openCard", "addCard", "chooseLicensePlate", "chooseContact",
            "searchContacts", "getInferenceEnvInfo", "createInferenceSession", "setVisualEffectOnCapture", "getScreenRecordingState",
        ],
    ),
];
